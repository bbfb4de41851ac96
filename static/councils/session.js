/* A session's page: what is written is stored as one writes; votes by buttons; the agenda by drag. */
"use strict";

(() => {
  const page = document.querySelector(".session");
  if (!page) return;
  const DELAY = 800; // milliseconds after the last key
  const AGAIN = 5000; // until what found no server is tried again
  const pending = new Set();

  const latin = (text) => text.replace(/[۰-۹]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹".indexOf(digit));
  const persian = (number) => String(number).replace(/[0-9]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]);

  function tell(place, text, isBad = false) {
    place.textContent = text;
    place.classList.toggle("is-bad", isBad);
  }

  async function send(address, data) {
    const response = await fetch(address, {
      method: "POST",
      body: data,
      headers: { "X-Requested-With": "fetch" },
      credentials: "same-origin",
    });
    const isJson = (response.headers.get("Content-Type") || "").startsWith("application/json");
    if (!isJson) throw new Error("no answer");
    const answer = await response.json();
    return { isStored: response.ok, answer };
  }

  function showSignature(answer) {
    if (answer.signature !== undefined) document.getElementById("signature").innerHTML = answer.signature;
  }

  /* -- stored as one writes ---------------------------------------------------------------- */
  page.querySelectorAll("form[data-autosave]").forEach((form) => {
    const told = form.querySelector("[data-told]");
    let timer = null;
    let chain = Promise.resolve();

    async function store() {
      tell(told, page.dataset.saving);
      try {
        const { isStored, answer } = await send(form.action, new FormData(form));
        if (!isStored) {
          tell(told, answer.refused, true);
          return;
        }
        pending.delete(form);
        form.elements.seen.value = answer.version;
        tell(told, page.dataset.saved);
        showSignature(answer);
        if (answer.badge) {
          const chosen = page.querySelector(".agenda-card.is-chosen .agenda-decision");
          if (chosen) chosen.innerHTML = answer.badge;
          page.querySelector("[data-badge]").innerHTML = answer.badge;
        }
      } catch {
        tell(told, page.dataset.failed, true);
        later(AGAIN);
      }
    }

    function later(delay) {
      pending.add(form);
      clearTimeout(timer);
      timer = setTimeout(() => {
        chain = chain.then(store);
      }, delay);
    }

    form.addEventListener("input", () => later(DELAY));
    form.addEventListener("change", () => later(DELAY / 4));
    /* The button stores at once and stays: what is refused is told beside it, and nothing is lost. */
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const choices = form.querySelectorAll("[name=decision]");
      if (choices.length > 0 && ![...choices].some((choice) => choice.checked)) {
        clearTimeout(timer); // what was typed is stored with the decision
        tell(told, page.dataset.undecided, true);
        choices[0].focus();
        return;
      }
      later(0);
    });
  });

  /* -- attendance: the page stays, so the next click finds its button -------------------------- */
  const members = page.querySelector("[data-attendance]");
  let marks = Promise.resolve();
  let unmarked = 0;

  function show(button, isPresent) {
    button.setAttribute("aria-pressed", isPresent);
    button.value = isPresent ? "0" : "1";
    button.querySelector(".material-symbols-outlined").textContent = isPresent ? "check_box" : "check_box_outline_blank";
  }

  async function mark(form, button, data, isPresent) {
    const told = document.querySelector("#attendance [data-told]");
    tell(told, page.dataset.saving);
    try {
      const { isStored, answer } = await send(form.action, data);
      if (isStored) {
        tell(told, page.dataset.saved);
        page.querySelector("[data-quorum]").innerHTML = answer.quorum;
        page.querySelectorAll(".votes").forEach((votes) => (votes.dataset.present = answer.present));
        showSignature(answer);
      } else {
        show(button, !isPresent);
        tell(told, answer.refused, true);
      }
    } catch {
      show(button, !isPresent);
      tell(told, page.dataset.unmarked, true);
    }
    unmarked -= 1;
  }

  /* Shown at once and stored one after the other: the last click on a member is what holds. */
  if (members) {
    members.addEventListener("submit", (event) => {
      event.preventDefault();
      const form = event.target;
      const button = form.querySelector("button");
      const data = new FormData(form);
      const isPresent = button.value === "1";
      data.set("present", button.value);
      show(button, isPresent);
      unmarked += 1;
      marks = marks.then(() => mark(form, button, data, isPresent));
    });
  }

  /* A form that leaves the page waits until everybody is marked. */
  page.addEventListener("submit", (event) => {
    if (event.defaultPrevented || unmarked === 0) return;
    event.preventDefault();
    marks.then(() => event.target.requestSubmit(event.submitter));
  });

  window.addEventListener("beforeunload", (event) => {
    if (pending.size + unmarked > 0) event.preventDefault();
  });

  /* -- votes ------------------------------------------------------------------------------- */
  function put(input, count) {
    input.value = persian(Math.max(0, count));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  page.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]");
    if (step) {
      const input = document.getElementById(step.dataset.for);
      put(input, (Number.parseInt(latin(input.value), 10) || 0) + Number(step.dataset.step));
      return;
    }
    const unanimous = event.target.closest("[data-unanimous]");
    if (unanimous) {
      const votes = unanimous.closest(".votes");
      const [inFavour, ...others] = votes.querySelectorAll("input");
      others.forEach((input) => put(input, 0));
      put(inFavour, Number(latin(votes.dataset.present)));
    }
  });

  /* -- the agenda by drag ------------------------------------------------------------------ */
  const agenda = page.querySelector(".agenda[data-order]");
  if (!agenda) return;
  let dragged = null;
  let before = "";
  const order = () => [...agenda.children].map((card) => card.dataset.item);

  agenda.addEventListener("dragstart", (event) => {
    dragged = event.target.closest(".agenda-card");
    before = order().join();
    dragged.classList.add("is-dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.item);
  });

  agenda.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    const over = event.target.closest(".agenda-card");
    if (!over || over === dragged) return;
    const box = over.getBoundingClientRect();
    agenda.insertBefore(dragged, event.clientY < box.top + box.height / 2 ? over : over.nextSibling);
  });

  agenda.addEventListener("drop", (event) => event.preventDefault());

  agenda.addEventListener("dragend", async () => {
    if (!dragged) return;
    dragged.classList.remove("is-dragged");
    dragged = null;
    if (order().join() === before) return;
    const told = page.querySelector("[data-told=agenda]");
    const data = new FormData();
    data.append("csrfmiddlewaretoken", page.querySelector("[name=csrfmiddlewaretoken]").value);
    order().forEach((item) => data.append("order", item));
    tell(told, page.dataset.saving);
    try {
      const { isStored, answer } = await send(agenda.dataset.order, data);
      if (!isStored) {
        tell(told, answer.refused, true);
        return;
      }
      tell(told, page.dataset.saved);
      showSignature(answer);
      [...agenda.children].forEach((card, place, cards) => {
        card.querySelector(".agenda-number").textContent = persian(place + 1);
        const [up, down] = card.querySelectorAll(".agenda-move button");
        up.disabled = place === 0;
        down.disabled = place === cards.length - 1;
      });
    } catch {
      tell(told, page.dataset.failed, true);
    }
  });
})();
