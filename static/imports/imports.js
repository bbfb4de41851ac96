/* The steps of an import: dropping a file, showing how sure a column is, busy buttons. */
(function () {
  "use strict";

  function dropZone(zone) {
    const input = zone.querySelector("input[type=file]");
    const chosen = zone.querySelector("[data-chosen]");
    const form = zone.closest("form");
    const tooBig = form.querySelector("[data-too-big]");
    const submit = form.querySelector("button[type=submit]");
    const limit = Number(zone.dataset.maxBytes);

    function show() {
      const file = input.files[0];
      const isTooBig = Boolean(file) && file.size > limit;
      chosen.hidden = !file;
      chosen.textContent = file ? file.name : "";
      tooBig.hidden = !isTooBig;
      submit.disabled = isTooBig;
      zone.classList.toggle("is-wrong", isTooBig);
      zone.classList.toggle("is-chosen", Boolean(file) && !isTooBig);
      form.querySelectorAll("[data-server-errors]").forEach((told) => (told.hidden = Boolean(file)));
    }

    // A form that comes back has lost its file, so what is missing is said before it is sent.
    const incomplete = form.querySelector("[data-incomplete]");
    form.addEventListener("submit", (event) => {
      const missing = form.querySelector("select[required]:invalid");
      incomplete.hidden = !missing;
      if (missing) {
        event.preventDefault();
        event.stopImmediatePropagation();
        missing.focus();
      }
    });

    input.hasChangeListener = true; // the theme would look for its own file field around it
    input.addEventListener("change", show);
    ["dragenter", "dragover"].forEach((name) =>
      zone.addEventListener(name, (event) => {
        event.preventDefault();
        zone.classList.add("is-over");
      })
    );
    zone.addEventListener("dragleave", () => zone.classList.remove("is-over"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("is-over");
      if (event.dataTransfer.files.length) {
        const one = new DataTransfer();
        one.items.add(event.dataTransfer.files[0]);
        input.files = one.files;
        show();
      }
    });
    show();
  }

  function sureness(row) {
    const select = row.querySelector("select");
    const why = row.querySelector("[data-why]");
    const takes = Array.from(row.querySelectorAll("[data-take]"));
    select.addEventListener("change", () => {
      const isGuess = select.value === row.dataset.guessed;
      let state = select.value ? "chosen" : "left-out";
      if (isGuess) state = row.dataset.level;
      row.className = `sureness-${state}`;
      if (why) why.hidden = !isGuess;
      takes.forEach((take) => (take.hidden = !isGuess));
    });
    takes.forEach((take) => {
      take.hidden = Boolean(select.value);
      take.addEventListener("click", () => {
        select.value = take.dataset.take;
        select.dispatchEvent(new Event("change"));
        select.focus();
      });
    });
  }

  function forAll(part) {
    // A field that a column of the file is given to is not asked for.
    const columns = Array.from(document.querySelectorAll("[data-column] select"));
    const asked = Array.from(part.querySelectorAll("[data-given]"));
    function show() {
      const given = new Set(columns.map((select) => select.value));
      asked.forEach((field) => (field.parentElement.hidden = given.has(field.dataset.given)));
      part.hidden = asked.every((field) => field.parentElement.hidden);
    }
    columns.forEach((select) => select.addEventListener("change", show));
    show();
  }

  function busy(form) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) {
        event.preventDefault(); // pressed twice
        return;
      }
      form.dataset.sent = "1";
      const pressed = event.submitter;
      // Only after the form has been sent, or the pressed button would not be sent with it.
      setTimeout(() => {
        form.setAttribute("aria-busy", "true");
        form.querySelectorAll("button[type=submit]").forEach((button) => (button.disabled = true));
        if (pressed && pressed.dataset.busyText) {
          pressed.dataset.text = pressed.innerHTML;
          pressed.textContent = pressed.dataset.busyText;
          pressed.classList.add("is-busy");
        }
      });
    });
  }

  function wake() {
    // Back in the browser's history the page stands as it was left: busy.
    document.querySelectorAll("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      form.removeAttribute("aria-busy");
      form.querySelectorAll("button[type=submit]").forEach((button) => {
        button.disabled = false;
        if (button.dataset.text) button.innerHTML = button.dataset.text;
        button.classList.remove("is-busy");
      });
    });
  }

  function reveal(link) {
    // What the link leads to may be folded.
    link.addEventListener("click", () => {
      const folded = document.querySelector(`${link.getAttribute("href")} details`);
      if (folded) folded.open = true;
    });
  }

  document.querySelectorAll("[data-reveals]").forEach(reveal);
  document.querySelectorAll("[data-drop]").forEach(dropZone);
  document.querySelectorAll("[data-column]").forEach(sureness);
  document.querySelectorAll("[data-for-all]").forEach(forAll);
  document.querySelectorAll("form[data-busy]").forEach(busy);
  document.querySelectorAll("[data-file]").forEach((input) => {
    input.hasChangeListener = true; // the theme would look for its own file field around it
    input.addEventListener("change", () => {
      const file = input.files[0];
      if (file) input.closest("label").querySelector("[data-chosen]").textContent = file.name;
    });
  });
  window.addEventListener("pageshow", (event) => event.persisted && wake());
})();
