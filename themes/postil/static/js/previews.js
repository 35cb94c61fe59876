// Shows what a link of the text leads to, beside the link: when the pointer rests on it or the keyboard comes to it.
// The words are in the page (`<template id="previews">`). A plain script, since modules do not load from a disk.
"use strict";
{
  const REST = 350; // milliseconds: a pointer that only passes by asks for nothing
  const LEAVE = 200; // time to move from the link into the card

  // An address that is none is null.
  const page = (url) => URL.parse(url, document.baseURI)?.href.split("#")[0] ?? null;
  // Looked for each time: the preview of an editor puts other words in as the page changes.
  function previewOf(url) {
    const all = document.querySelector("template#previews")?.content.querySelectorAll("[data-for]") ?? [];
    return [...all].find((preview) => page(preview.dataset.for) === url);
  }

  const card = document.createElement("aside");
  card.className = "preview-card";
  card.id = "preview-card";
  card.setAttribute("role", "tooltip");
  card.popover = "manual";
  document.body.append(card);

  let shown = null;
  let timer = 0;

  function show(link, preview) {
    hide();
    card.replaceChildren(document.importNode(preview, true));
    shown = link;
    link.setAttribute("aria-describedby", card.id);
    card.showPopover();
    place(link);
  }

  function hide() {
    clearTimeout(timer);
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown = null;
    card.hidePopover();
  }

  // Below the link's first line or, where there is no room, above it; never outside the window.
  function place(link) {
    const [line] = link.getClientRects();
    const gap = 6;
    const left = Math.max(gap, Math.min(line.left, document.documentElement.clientWidth - card.offsetWidth - gap));
    const below = line.bottom + gap;
    const fits = below + card.offsetHeight < innerHeight || line.top - gap - card.offsetHeight < 0;
    const top = fits ? below : line.top - gap - card.offsetHeight;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${top + scrollY}px`;
  }

  function later(action, wait) {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  }

  function previewed(event) {
    const link = event.target instanceof Element ? event.target.closest("main a[href]") : null;
    const preview = link && previewOf(page(link.getAttribute("href")));
    return preview ? { link, preview } : null;
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const found = previewed(event);
    if (found && found.link !== shown) later(() => show(found.link, found.preview), REST);
    else if (found || card.contains(event.target)) clearTimeout(timer);
    else later(hide, LEAVE);
  });
  document.addEventListener("focusin", (event) => {
    const found = previewed(event);
    if (found && found.link.matches(":focus-visible")) show(found.link, found.preview);
    else hide();
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
}
