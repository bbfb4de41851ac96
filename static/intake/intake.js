// Keeps each field of an intake on the server as it is left. Nothing is stored in the browser: a
// telephone that is lost has nothing of her in it.
"use strict";

(() => {
    const form = document.querySelector("form[data-intake]");
    const state = document.querySelector("[data-intake-state]");
    if (!form || !state) {
        return;
    }
    const token = form.querySelector("input[name=csrfmiddlewaretoken]").value;
    const seen = JSON.parse(form.querySelector("input[name=seen]").value || "{}");
    const waiting = new Map();
    let isSending = false;

    const valueOf = (name) => {
        const boxes = form.querySelectorAll(`input[type=checkbox][name="${name}"]`);
        if (boxes.length) {
            return Array.from(boxes).filter((box) => box.checked).map((box) => box.value);
        }
        return form.elements[name].value.trim();
    };
    const listOf = (value) => (Array.isArray(value) ? value : [value ?? ""]);

    const send = async (name, value) => {
        const body = new URLSearchParams({ field: name });
        listOf(value).forEach((each) => body.append("value", each));
        listOf(seen[name]).forEach((each) => body.append("seen", each));
        const answer = await fetch(form.dataset.intake, {
            method: "POST",
            headers: { "X-CSRFToken": token, "X-Requested-With": "fetch" },
            body,
        });
        const told = await answer.json();
        if (answer.ok && "saved" in told) {
            seen[name] = value;
            return state.dataset.saved;
        }
        return told.refused || state.dataset.clash;
    };

    const work = async () => {
        if (isSending) {
            return;
        }
        isSending = true;
        try {
            while (waiting.size) {
                const [name, value] = waiting.entries().next().value;
                state.textContent = state.dataset.saving;
                const told = await send(name, value);
                if (waiting.get(name) === value) {
                    waiting.delete(name);
                }
                state.textContent = told;
                form.querySelector("input[name=seen]").value = JSON.stringify(seen);
            }
        } catch {
            state.textContent = state.dataset.waiting;
        } finally {
            isSending = false;
        }
    };

    form.addEventListener("change", (event) => {
        const { name } = event.target;
        if (name && name !== "step" && name !== "seen") {
            waiting.set(name, valueOf(name));
            work();
        }
    });
    window.addEventListener("online", work);
})();
