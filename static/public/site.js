// Small comforts of the product's own pages; everything works without them.
(function () {
  "use strict";

  function on(selector, act) {
    document.addEventListener("click", function (event) {
      const target = event.target.closest(selector);
      if (target) act(target);
    });
  }

  on("[data-reveal]", function (button) {
    const input = document.getElementById(button.dataset.reveal);
    const shown = input.type === "password";
    input.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  });

  on("[data-copy]", function (button) {
    const source = document.getElementById(button.dataset.copy);
    const items = Array.from(source.children, (child) => child.textContent.trim());
    const text = items.length ? items.join("\n") : source.textContent.trim();
    const label = button.querySelector("span") || button;
    navigator.clipboard.writeText(text).then(function () {
      const before = label.textContent;
      label.textContent = button.dataset.done;
      setTimeout(function () { label.textContent = before; }, 2000);
    });
  });

  on("[data-fill-login]", function (button) {
    const form = document.getElementById("sign-in");
    form.elements.login.value = button.dataset.fillLogin;
    form.elements.password.value = button.dataset.fillPassword;
    document.querySelectorAll("[data-fill-login]").forEach(function (other) {
      other.setAttribute("aria-pressed", String(other === button));
    });
    form.querySelector("[type=submit]").focus();
  });

  on("[data-back]", function () { history.back(); });
})();
