/* One click copies an identifier; the button says so for a moment. */
"use strict";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy-text]");
  if (!button) return;
  const told = button.querySelector("[role=status]");
  try {
    await navigator.clipboard.writeText(button.dataset.copyText);
  } catch {
    // Without permission or off https: mark the number, so that Ctrl+C copies it.
    const range = document.createRange();
    range.selectNodeContents(button.querySelector("bdi"));
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    if (!document.execCommand("copy")) return;
  }
  told.textContent = button.dataset.copied;
  setTimeout(() => {
    told.textContent = "";
  }, 2000);
});
