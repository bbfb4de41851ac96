/* Opens the Jalali calendar on inputs marked data-jalali, also on those added to the page later.
 *
 * The calendar never sees the input itself but a stand-in that holds the same day in Latin digits, so it can
 * neither wipe nor rewrite what is being typed: the input changes only when a day is picked.
 * Keys: ArrowDown opens, arrows and PageUp/PageDown move, Enter picks, Escape closes. */
"use strict";

(() => {
  const SELECTOR = "input[data-jalali]";
  const DATE = /^\s*(1[2-5]\d\d)[/.-](\d{1,2})[/.-](\d{1,2})\s*$/;
  const RANGE = {
    minDate: { year: 1280, month: 1, day: 1 },
    maxDate: { year: 1450, month: 12, day: 29 },
  };

  const latin = (text) =>
    text
      .replace(/[۰-۹]/g, (digit) => digit.charCodeAt(0) - 0x6f0)
      .replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660);
  const persian = (text) => text.replace(/\d/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]);
  const two = (number) => String(number).padStart(2, "0");
  const written = (day) => `${day.year}/${two(day.month)}/${two(day.day)}`;

  // The 33-year rule, which holds for the years the calendar offers.
  const isLeap = (year) => [1, 5, 9, 13, 17, 22, 26, 30].includes(year % 33);
  const daysIn = (year, month) => (month <= 6 ? 31 : month <= 11 || isLeap(year) ? 30 : 29);

  const read = (text) => {
    const match = DATE.exec(latin(text));
    if (!match) return null;
    const [year, month, day] = match.slice(1).map(Number);
    const real = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
    return real ? { year, month, day } : null;
  };

  const today = () => {
    const parts = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", {
      timeZone: "Asia/Tehran",
      year: "numeric",
      month: "numeric",
      day: "numeric",
    }).formatToParts(new Date());
    const part = (type) => Number(parts.find((each) => each.type === type).value);
    return { year: part("year"), month: part("month"), day: part("day") };
  };

  const moveMonths = (from, months) => {
    const count = from.year * 12 + from.month - 1 + months;
    const year = Math.floor(count / 12);
    const month = (count % 12) + 1;
    return { year, month, day: Math.min(from.day, daysIn(year, month)) };
  };

  const moveDays = (from, days) => {
    let { year, month, day } = { ...from, day: from.day + days };
    while (day < 1) {
      [year, month] = month === 1 ? [year - 1, 12] : [year, month - 1];
      day += daysIn(year, month);
    }
    while (day > daysIn(year, month)) {
      day -= daysIn(year, month);
      [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    }
    return { year, month, day };
  };

  const inRange = (day) => day.year >= RANGE.minDate.year && day.year <= RANGE.maxDate.year;

  let input = null; // the input whose calendar is open
  const standIn = document.createElement("input");
  standIn.getBoundingClientRect = () => (input || document.body).getBoundingClientRect();
  Object.defineProperty(standIn, "parentNode", { get: () => (input || document.body).parentNode });

  const write = (text) => {
    const target = input;
    close();
    if (!target) return;
    target.value = persian(text);
    target.dispatchEvent(new Event("input", { bubbles: true }));
    target.dispatchEvent(new Event("change", { bubbles: true }));
    target.focus();
  };

  const OPEN = "data-jalali-open"; // on <html>; jalali.css shows the calendar by it

  function close() {
    if (!input) return;
    input.setAttribute("aria-expanded", "false");
    input = null;
    document.documentElement.removeAttribute(OPEN);
    window.jalaliDatepicker.hide();
    // The library shows itself once more 300 ms after opening, even when closed meanwhile.
    setTimeout(() => input || window.jalaliDatepicker.hide(), 320);
  }

  const showDay = (day) => {
    standIn.value = written(day);
    window.jalaliDatepicker.show(standIn);
  };

  const open = (target) => {
    if (target.readOnly || target.disabled) return;
    if (input && input !== target) close();
    input = target;
    input.setAttribute("aria-expanded", "true");
    document.documentElement.setAttribute(OPEN, "");
    const day = read(target.value);
    if (day && inRange(day)) {
      showDay(day);
    } else {
      standIn.value = "";
      window.jalaliDatepicker.show(standIn);
    }
  };

  const MOVES = {
    ArrowDown: (day) => moveDays(day, 7),
    ArrowUp: (day) => moveDays(day, -7),
    ArrowLeft: (day) => moveDays(day, 1), // the week runs from right to left
    ArrowRight: (day) => moveDays(day, -1),
    PageDown: (day) => moveMonths(day, 1),
    PageUp: (day) => moveMonths(day, -1),
  };

  const onKey = (event) => {
    const target = event.target;
    if (!(target instanceof HTMLInputElement) || !target.matches(SELECTOR)) return;
    if (input !== target) {
      if (event.key === "ArrowDown") {
        event.preventDefault();
        open(target);
        if (!standIn.value) showDay(today());
        target.dataset.jalaliMoved = "";
      }
      return;
    }
    const moved = "jalaliMoved" in target.dataset;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation(); // a dialog around the input stays open
      close();
    } else if (event.key === "Tab") {
      close();
    } else if (event.key === "Enter" && moved) {
      event.preventDefault();
      write(standIn.value);
    } else if (event.key in MOVES && (moved || event.key === "ArrowDown")) {
      event.preventDefault();
      const from = read(standIn.value);
      const to = from ? MOVES[event.key](from) : today();
      if (inRange(to)) showDay(to);
      target.dataset.jalaliMoved = "";
    }
  };

  // Typing takes the keys back from the calendar, which follows once a whole date stands there.
  const onInput = (event) => {
    const target = event.target;
    if (!event.isTrusted || !(target instanceof HTMLInputElement) || !target.matches(SELECTOR)) return;
    delete target.dataset.jalaliMoved;
    const at = target.selectionStart;
    target.value = persian(target.value);
    target.setSelectionRange(at, at);
    if (input !== target) return;
    const day = read(target.value);
    if (day && inRange(day)) showDay(day);
  };

  const prepare = (root) => {
    const found = root.matches?.(SELECTOR) ? [root] : root.querySelectorAll?.(SELECTOR) || [];
    for (const each of found) {
      each.setAttribute("aria-haspopup", "dialog");
      each.setAttribute("aria-expanded", "false");
      if (document.activeElement !== each) each.value = persian(each.value);
    }
  };

  const start = () => {
    if (!window.jalaliDatepicker) return; // the inputs are text inputs and work without
    window.jalaliDatepicker.startWatch({
      ...RANGE,
      today: today(),
      autoShow: false,
      autoHide: false,
      autoReadOnlyInput: false,
      persianDigits: true,
      hideAfterChange: false,
      showCloseBtn: true,
      zIndex: 10000,
    });
    standIn.addEventListener("jdp:change", () => write(standIn.value));
    document.addEventListener("keydown", onKey, true);
    document.addEventListener("input", onInput);
    document.addEventListener("click", (event) => {
      const target = event.target;
      if (target instanceof HTMLInputElement && target.matches(SELECTOR)) {
        delete target.dataset.jalaliMoved;
        open(target);
      } else if (event.composedPath().some((node) => node.localName === "jdp-container")) {
        // The calendar's own close button hides it without a word.
        if (event.composedPath().some((node) => node.classList?.contains("jdp-btn-close"))) close();
      } else {
        close();
      }
    });
    prepare(document);
    // Inline rows of the admin, dialogs, parts swapped in by scripts.
    document.addEventListener("formset:added", (event) => prepare(event.target));
    new MutationObserver((changes) => {
      for (const change of changes) {
        for (const node of change.addedNodes) if (node instanceof Element) prepare(node);
      }
    }).observe(document.body, { childList: true, subtree: true });
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
