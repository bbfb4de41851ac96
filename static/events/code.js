/* The square in the room: a fresh one from the server before the last is too old. */
"use strict";

(() => {
  const place = document.querySelector("[data-square]");
  if (!place) return;
  const picture = place.querySelector("[data-picture]");
  const told = place.querySelector("[data-told]");

  async function renew() {
    try {
      const response = await fetch(place.dataset.square, {
        credentials: "same-origin",
        headers: { "X-Requested-With": "fetch" },
      });
      const answer = await response.json();
      told.textContent = answer.refused || "";
      picture.hidden = !answer.picture;
      if (answer.picture) picture.src = answer.picture;
    } catch {
      picture.hidden = true; // an old square would send people away
      told.textContent = place.dataset.failed;
    }
  }

  setInterval(renew, Number(place.dataset.seconds) * 1000);
})();
