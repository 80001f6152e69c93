"use strict";
// The page works without this: it adds Escape, focus, folds that open, and a filter over the lines.
(() => {
  let from = null;

  const target = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    return id ? document.getElementById(id) : null;
  };

  const arrive = () => {
    const goal = target();
    if (!goal || goal.id === "closed") {
      if (from) from.focus({ preventScroll: true });
      return;
    }
    for (let fold = goal.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    const sheet = goal.closest(".report, .panel");
    if (!sheet) {
      goal.scrollIntoView();
      return;
    }
    const close = sheet.querySelector(".close a");
    if (close) close.focus({ preventScroll: true });
    if (goal !== sheet) goal.scrollIntoView({ block: "center" });
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && !link.closest(".close")) from = link.closest(".report, .panel") ? from : link;
  });
  document.addEventListener("keydown", (event) => {
    const goal = target();
    if (event.key === "Escape" && goal && goal.closest(".report, .panel")) {
      location.hash = "closed";
    }
  });
  addEventListener("hashchange", arrive);
  if (location.hash) arrive();

  const box = document.getElementById("find");
  const input = document.getElementById("find-text");
  const count = document.getElementById("find-count");
  const lines = [...document.querySelectorAll("main .line")];
  const folds = [...document.querySelectorAll("main details")];
  const open = new Map();
  let waiting = 0;

  const find = () => {
    const wanted = input.value.trim().toLowerCase();
    if (wanted && !open.size) folds.forEach((fold) => open.set(fold, fold.open));
    let found = 0;
    for (const line of lines) {
      const hit = !wanted || line.textContent.toLowerCase().includes(wanted);
      line.classList.toggle("away", !hit);
      found += hit;
    }
    for (const fold of folds) {
      fold.open = wanted ? Boolean(fold.querySelector(".line:not(.away)")) : open.get(fold) ?? fold.open;
    }
    if (!wanted) open.clear();
    count.textContent = wanted ? `${found} of ${lines.length}` : "";
  };

  if (lines.length > 10) box.hidden = false;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(find, 150);
  });
})();
