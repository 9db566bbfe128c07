"use strict";

const message = document.getElementById("message");
const isView = (path) => location.pathname === path;

function say(text, isError = false) {
  message.textContent = text;
  message.classList.toggle("error", isError);
  clearTimeout(say.timer);
  if (text && !isError) say.timer = setTimeout(() => say(""), 4000);
}

/** Calls a control route. An error has the route's text. */
async function control(method, path, body) {
  const init = { method };
  if (body !== undefined) Object.assign(init, { body: JSON.stringify(body) });
  const response = await fetch(`/__emulator${path}`, init);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? `HTTP ${response.status}`);
  return answer;
}

/** Fetches the page anew and replaces the changed parts, except those in which somebody is at work. */
async function refresh() {
  const response = await fetch(location.href);
  const next = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of document.querySelectorAll("[data-part]")) {
    const other = next.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!other || other.innerHTML === part.dataset.shown || isDirty(part)) continue;
    const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
    part.dataset.shown = other.innerHTML;
    part.replaceChildren(...other.childNodes);
    if (focused) [...part.querySelectorAll("[aria-label]")].find((x) => x.ariaLabel === focused)?.focus();
  }
  localTimes();
}

let turn = Promise.resolve();

/** Runs the steps that show something one after the other, so that an older answer never replaces a newer one. */
function inTurn(step) {
  const mine = turn.then(step);
  turn = mine.catch(() => undefined);
  return mine;
}

const FIELDS = "input, textarea, select";

function isDirty(part) {
  return [...part.querySelectorAll(FIELDS)].some((field) => field.value !== shownValue(field));
}

/** The value that a field had when it was shown. */
function shownValue(field) {
  if (field.tagName !== "SELECT") return field.defaultValue;
  return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0]).value;
}

/** Takes the present value of a field as the one that it was shown with. */
function keep(field) {
  if (field.tagName !== "SELECT") field.defaultValue = field.value;
  else for (const option of field.options) option.defaultSelected = option.selected;
}

function localTimes() {
  for (const time of document.querySelectorAll("time:not([title])")) {
    time.title = time.textContent;
    time.textContent = new Date(time.dateTime).toLocaleString();
  }
}

/** True during a step that leads to another page: this page is not shown anew then. */
let isLeaving = false;

/** Runs one step of a person, says how it went, and shows the new state. */
async function run(step, next, done = "Done") {
  isLeaving = Boolean(next);
  try {
    await step();
    if (next) location.assign(next);
    else {
      say(done);
      await inTurn(refresh);
    }
  } catch (error) {
    isLeaving = false;
    say(error.message, true);
  }
}

function fieldValue(field) {
  const text = field.value;
  switch (field.dataset.type) {
    case "json":
      return text.trim() === "" ? [] : JSON.parse(text);
    case "lines":
      return text.split("\n").filter((line) => line.trim() !== "");
    case "list":
      return text.split(/[\s,]+/).filter((item) => item !== "");
    default:
      return text;
  }
}

function put(target, path, value) {
  const keys = path.split(".");
  const last = keys.pop();
  for (const key of keys) target = target[key] ??= {};
  target[last] = value;
}

/**
 * The body that a form sends. A block is replaced whole, so the body also gets the block's fields that the form lacks.
 */
function bodyOf(form) {
  const body = {};
  const whole = form.dataset.whole ? JSON.parse(form.dataset.whole) : {};
  for (const field of form.querySelectorAll(FIELDS)) {
    if ("optional" in field.dataset && field.value.trim() === "") continue;
    if ("changed" in field.dataset && field.value === shownValue(field)) continue;
    if (field.name === "" && "root" in form.dataset) return fieldValue(field);
    if (field.name === "") Object.assign(body, fieldValue(field));
    else {
      const [block] = field.name.split(".");
      if (field.name.includes(".")) body[block] ??= { ...whole[block] };
      put(body, field.name, fieldValue(field));
    }
  }
  return body;
}

function faultOf(form) {
  const { route, kind, value, times, after } = Object.fromEntries(new FormData(form));
  const [name, text] = kind.split("=");
  const isNumber = ["status", "code", "delayMs"].includes(kind);
  return {
    ...(route && { route }),
    ...(Number(times) > 1 && { times: Number(times) }),
    [name]: text ?? (isNumber ? Number(value) : true),
    ...(after && { after: true }),
  };
}

async function submitted(form) {
  const { method, path, build } = form.dataset;
  if ("file" in form.dataset) return control(method, path, JSON.parse(await form.elements.file.files[0].text()));
  await control(method, path, build === "fault" ? faultOf(form) : bodyOf(form));
  if (method === "POST" && !build && path !== location.pathname + "/publish") form.reset();
  else for (const field of form.querySelectorAll(FIELDS)) keep(field);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.path) return;
  event.preventDefault();
  void run(() => submitted(form));
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { method, path, json, next } = button.dataset;
  if (path) {
    if (button.dataset.confirm && !confirm(button.dataset.confirm)) return;
    void run(() => control(method, path, json ? JSON.parse(json) : undefined), next);
  } else if ("copyPrevious" in button.dataset) copy(button.previousElementSibling.textContent);
  else if (button.dataset.copyUrl) void copyExports();
});

function copy(text) {
  navigator.clipboard.writeText(text).then(
    () => say("Copied"),
    () => say("The browser does not let this page copy", true),
  );
}

async function copyExports() {
  const { env } = await control("GET", "");
  copy(
    Object.entries(env)
      .map(([name, value]) => `export ${name}=${value}\n`)
      .join(""),
  );
}

// Calls

function filterCalls() {
  const list = document.getElementById("calls");
  if (!list) return;
  const words = document.getElementById("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const call of list.children) {
    const text = call.querySelector("summary").textContent.toLowerCase();
    call.hidden = !words.every((word) => text.includes(word));
    if (!call.hidden) shown += 1;
  }
  document.getElementById("count").textContent = `${shown} of ${list.children.length}`;
  document.getElementById("no-calls").hidden = list.children.length > 0;
}

/** How often the list was cleared. Answers to requests from before a clearing are not shown. */
let clearings = 0;

/** Shows each call once, in whatever order calls end and answers come. */
async function addCalls() {
  const list = document.getElementById("calls");
  const asked = clearings;
  const ends = [...list.children].map(({ dataset }) => Number(dataset.ended));
  const response = await fetch(`/calls/rows?since=${Math.max(0, ...ends)}`);
  const next = new DOMParser().parseFromString(await response.text(), "text/html");
  if (asked !== clearings) return;
  for (const row of [...next.body.children]) {
    const index = Number(row.dataset.index);
    const older = [...list.children].find(({ dataset }) => Number(dataset.index) <= index);
    if (Number(older?.dataset.index) !== index) list.insertBefore(row, older ?? null);
  }
  while (list.children.length > 200) list.lastElementChild.remove();
  localTimes();
  filterCalls();
}

// Live

function listen() {
  const kinds = document.body.dataset.live.split(" ");
  const events = new EventSource("/__emulator/events");
  let timer;
  const soon = (step) => {
    clearTimeout(timer);
    timer = setTimeout(() => isLeaving || void inTurn(step).catch(() => undefined), 120);
  };
  // Changes may have come before this page listened, or while the connection was gone.
  events.addEventListener("ready", () => soon(isView("/calls") ? addCalls : refresh));
  events.addEventListener("call", () => {
    if (isView("/calls")) soon(addCalls);
    else if (kinds.includes("calls")) soon(refresh);
  });
  events.addEventListener("change", ({ data }) => {
    const { kind } = JSON.parse(data);
    if (kind === "calls" && isView("/calls")) {
      clearings += 1;
      document.getElementById("calls").replaceChildren();
      filterCalls();
    } else if (kinds.includes(kind)) soon(refresh);
  });
  addEventListener("pagehide", () => events.close());
}

document.getElementById("filter")?.addEventListener("input", filterCalls);
localTimes();
filterCalls();
listen();
