// A warning before a session rests, with a button that keeps it awake. Typing keeps it awake too.
// Pages of one browser tell each other when the session was last used.
(function () {
  "use strict";

  // The staff site loads scripts before there is a page.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", watch);
  else watch();

  function watch() {
    const box = document.getElementById("session-rest");
    const minutes = box ? Number(box.dataset.minutes) : 0;
    if (!minutes) return;
    document.body.append(box); // out of a side bar that may be closed
    const MINUTE = 60 * 1000;
    const WARNED = 2 * MINUTE;
    const LAST = "session-used-at";
    let asked = Date.now();

    function used(at) { try { localStorage.setItem(LAST, String(at)); } catch (error) { asked = at; } }
    function lastUse() { try { return Number(localStorage.getItem(LAST)) || asked; } catch (error) { return asked; } }
    function left() { return lastUse() + minutes * MINUTE - Date.now(); }

    async function keep() {
      asked = Date.now();
      const answer = await fetch(box.dataset.keep, { headers: { Accept: "application/json" } }).catch(() => null);
      if (answer && answer.ok) used(Date.now());
      show();
    }
    function show() { box.hidden = left() > WARNED; }

    used(Date.now());
    box.querySelector("button").addEventListener("click", keep);
    document.addEventListener("input", function () {
      if (Date.now() - Math.max(asked, lastUse()) > 2 * MINUTE && left() > 0) keep();
    });
    document.addEventListener("visibilitychange", show);
    setInterval(show, 10 * 1000);
  }
})();
