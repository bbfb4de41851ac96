// The staff site's small comforts.
(function () {
  "use strict";

  // «رونوشت» beside what is copied; `data-copy` names the element with the text.
  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const label = button.querySelector(".office-copy-text") || button;
    navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim()).then(function () {
      const before = label.textContent;
      label.textContent = button.dataset.done;
      setTimeout(function () { label.textContent = before; }, 2000);
    });
  });

  // The narrow screen's side bar closes with Escape and by a touch beside it.
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") closeSidebar();
  });
  document.addEventListener("click", function (event) {
    if (!event.target.closest("#nav-sidebar, .office-toggle-narrow")) closeSidebar();
  });
  function closeSidebar() {
    if (window.Alpine && document.body._x_dataStack) window.Alpine.$data(document.body).sidebarMobileOpen = false;
  }
})();
