/* Pages of long work: asks how far it is, and shows the page anew when it is done. */
(() => {
  "use strict";

  function watch(section) {
    async function look() {
      try {
        const answer = await fetch(section.dataset.waiting, { headers: { Accept: "application/json" } });
        if (answer.redirected || !answer.ok) return window.location.reload();
        const found = await answer.json();
        if (!found.is_busy) return window.location.reload();
        section.querySelector("[data-step]").textContent = found.step;
        section.querySelector("[data-words]").textContent = found.words;
        section.querySelector("progress").value = found.percent;
      } catch {
        /* The network is away for a moment; the work is not. */
      }
      window.setTimeout(look, 1000);
    }
    window.setTimeout(look, 700);
  }

  document.querySelectorAll("[data-waiting]").forEach(watch);
})();
