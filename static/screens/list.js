/* Lists of the staff site: a click on a row opens it; j, k, arrows and Enter do so from the keyboard. */
(() => {
  "use strict";

  const rows = () => [...document.querySelectorAll("#result_list tr.data-row")];
  const link = (row) => row.querySelector("th a[href]");
  const isTyping = (element) =>
    element.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;

  // The theme's script writes how many rows are chosen, in Latin digits.
  const persian = (text) => text.replace(/[0-9]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]);
  document.querySelectorAll(".action-counter").forEach((counter) => {
    new MutationObserver(() => {
      const text = persian(counter.textContent);
      if (text !== counter.textContent) counter.textContent = text;
    }).observe(counter, { childList: true });
  });

  let current = -1;

  function moveTo(index) {
    const all = rows();
    if (all.length === 0) return;
    current = Math.max(0, Math.min(index, all.length - 1));
    all.forEach((row, place) => row.classList.toggle("is-current", place === current));
    all[current].scrollIntoView({ block: "nearest" });
    link(all[current])?.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    const row = event.target.closest("#result_list tr.data-row");
    const acts = event.target.closest("a, button, input, label, summary, select, .action-checkbox");
    const chosen = window.getSelection().toString() !== "";
    if (!row || acts || chosen || event.button !== 0) return;
    const target = link(row);
    if (!target) return;
    if (event.ctrlKey || event.metaKey) window.open(target.href);
    else target.click();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      document.querySelectorAll("details.menu[open]").forEach((menu) => {
        menu.open = false;
        menu.querySelector("summary").focus();
      });
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (!document.getElementById("result_list")) return;
    const onRow = event.target === document.body || event.target.closest("#result_list");
    if (event.key === "j" || (event.key === "ArrowDown" && onRow)) {
      event.preventDefault();
      moveTo(current + 1);
    } else if (event.key === "k" || (event.key === "ArrowUp" && onRow)) {
      event.preventDefault();
      moveTo(current - 1);
    } else if (event.key === "Enter" && event.target === document.body && current >= 0) {
      link(rows()[current])?.click();
    }
  });
})();
