/* Attendance on a phone: ticks are kept in the browser until the server has them.

   Each mark bears its own time, and the server takes the later of two for one person: sending twice,
   late, or in another order changes nothing. The list is in the page, so it needs no network. */
"use strict";

(() => {
  const page = document.querySelector("[data-attend]");
  if (!page) return;
  const KEY = `attend-${page.dataset.session}`;
  const AGAIN = 15000; // milliseconds until what waits is sent once more
  const AT_ONCE = 200; // marks in one request
  const told = page.querySelector("[data-told]");
  const people = new Map([...page.querySelectorAll("[data-person]")].map((row) => [row.dataset.person, row]));
  const byCode = new Map([...people].map(([pk, row]) => [row.dataset.code, pk]));
  const persian = (number) => String(number).replace(/[0-9]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]);
  const latin = (text) => text.replace(/[۰-۹]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹".indexOf(digit));
  const fill = (text, value) => text.replace("{}", value);

  /* -- what waits, in this browser ------------------------------------------------------------ */
  function waiting() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) || {};
    } catch {
      return {};
    }
  }

  function keep(marks) {
    if (Object.keys(marks).length) localStorage.setItem(KEY, JSON.stringify(marks));
    else localStorage.removeItem(KEY);
  }

  function tell(text, isBad = false) {
    told.textContent = text;
    told.classList.toggle("is-bad", isBad);
  }

  function tellWaiting() {
    const count = Object.keys(waiting()).length;
    if (count) tell(fill(page.dataset.waiting, persian(count)), true);
    else tell(page.dataset.sent);
  }

  /* -- the list ------------------------------------------------------------------------------- */
  function show(pk, isPresent) {
    const row = people.get(pk);
    if (!row) return;
    row.dataset.state = isPresent ? "present" : "absent";
    row.querySelector(".attend-yes").setAttribute("aria-pressed", String(isPresent));
    row.querySelector(".attend-no").setAttribute("aria-pressed", String(!isPresent));
    for (const state of ["present", "absent"]) {
      const count = [...people.values()].filter((each) => each.dataset.state === state).length;
      page.querySelector(`[data-count=${state}]`).textContent = persian(count);
    }
  }

  function mark(pk, isPresent, way) {
    const marks = waiting();
    marks[pk] = { participant: Number(pk), present: isPresent, way, at: new Date().toISOString() };
    keep(marks);
    show(pk, isPresent);
    send();
  }

  /* -- sending -------------------------------------------------------------------------------- */
  let isSending = false;

  async function send() {
    const marks = Object.values(waiting()).slice(0, AT_ONCE);
    if (isSending || !marks.length) return;
    isSending = true;
    tell(page.dataset.sending);
    const data = new FormData(page.querySelector("[data-token]"));
    data.set("marks", JSON.stringify(marks));
    let isStored = false;
    try {
      const response = await fetch(page.dataset.address, {
        method: "POST",
        body: data,
        headers: { "X-Requested-With": "fetch" },
        credentials: "same-origin",
      });
      const isJson = (response.headers.get("Content-Type") || "").startsWith("application/json");
      const answer = isJson ? await response.json() : {};
      isStored = response.ok && isJson;
      if (isStored) {
        /* What was ticked again meanwhile waits for its own turn. */
        const left = waiting();
        for (const sent of marks) {
          if (left[sent.participant] && left[sent.participant].at === sent.at) delete left[sent.participant];
        }
        keep(left);
        tellWaiting();
      } else if (answer.refused) tell(answer.refused, true);
      else tellWaiting();
    } catch {
      tellWaiting();
    }
    isSending = false;
    if (isStored && Object.keys(waiting()).length) send();
  }

  page.querySelectorAll(".attend-marks").forEach((form) => {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const isPresent = event.submitter.value === "1";
      mark(form.closest("[data-person]").dataset.person, isPresent, "list");
    });
  });
  /* Without network this one would leave the page. */
  page.querySelector("[data-all]").addEventListener("submit", (event) => {
    event.preventDefault();
    for (const [pk, row] of people) if (row.dataset.state === "open") mark(pk, true, "list");
  });
  window.addEventListener("online", send);
  setInterval(send, AGAIN);
  for (const [pk, each] of Object.entries(waiting())) show(pk, each.present);
  if (Object.keys(waiting()).length) send();

  /* -- search, and codes that are typed or read by a scanner ----------------------------------- */
  const search = page.querySelector("[data-search]");
  const folded = (text) =>
    latin(text).toLowerCase().replace(/[ي]/g, "ی").replace(/[ك]/g, "ک").replace(/[آأإ]/g, "ا").replace(/[^\p{L}\p{N}]/gu, "");

  function found(code) {
    const pk = byCode.get(code.trim().toLowerCase());
    if (!pk) return false;
    mark(pk, true, "scan");
    const name = people.get(pk).querySelector(".attend-name").firstChild.textContent.trim();
    tell(fill(page.dataset.marked, name));
    return true;
  }

  function narrow() {
    const words = search.value.split(/\s+/).map(folded).filter(Boolean);
    for (const row of people.values()) {
      const text = folded(row.querySelector(".attend-name").textContent);
      row.hidden = !words.every((word) => text.includes(word) || row.dataset.key.includes(word));
    }
  }

  search.addEventListener("input", () => {
    if (found(search.value)) search.value = "";
    narrow();
  });
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const shown = [...people].filter(([, row]) => !row.hidden);
    if (shown.length === 1) {
      mark(shown[0][0], true, "list");
      search.value = "";
      narrow();
    } else if (!shown.length) tell(page.dataset.unknown, true);
  });

  /* -- the camera, where the browser reads squares by itself ----------------------------------- */
  const button = page.querySelector("[data-scan]");
  const video = page.querySelector("[data-video]");
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return;
  button.hidden = false;
  let stream = null;
  let last = "";

  async function look(detector) {
    if (!stream) return;
    try {
      const [square] = await detector.detect(video);
      if (square && square.rawValue !== last) {
        last = square.rawValue;
        if (!found(last)) tell(page.dataset.unknown, true);
      }
    } catch {
      /* a picture that is not there yet */
    }
    setTimeout(() => look(detector), 250);
  }

  button.addEventListener("click", async () => {
    if (stream) {
      stream.getTracks().forEach((track) => track.stop());
      stream = null;
      video.hidden = true;
      return;
    }
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      video.srcObject = stream;
      video.hidden = false;
      await video.play();
      look(new BarcodeDetector({ formats: ["qr_code"] }));
    } catch {
      stream = null;
      tell(page.dataset.noCamera, true);
    }
  });
})();
