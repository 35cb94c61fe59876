// The desk on a page of the preview.
import { desk } from "../api.js";
import { register } from "../keys.js";
import { provide } from "./actions.js";
import { currentNote, redraw, workedAt } from "./current.js";
import { draft } from "./drafts.js";
import { warn } from "./host.js";
import { forgetText, refresh, slug, text } from "./model.js";
import { chosen, show } from "./selection.js";
import { settle, write } from "./work.js";
import "./caret.js";
import "./undo.js";
import "../reader/attach.js";
import "../reader/tray.js";
import "../suggestions/accept.js";
import "../entities/link.js";

register({ key: ["d", "g d"], label: "the desk: all notes of the reader", run: () => location.assign(desk) });

if (slug) {
  provide({ note: currentNote, selection: chosen }, () => {
    redraw();
    show();
  });
  document.addEventListener("postil:before-update", ({ detail }) => {
    detail.keep = workedAt();
  });
  document.addEventListener("postil:updated", async () => {
    forgetText();
    await refresh().catch(() => {});
    settle();
  });
  begin();
}

async function begin() {
  try {
    await Promise.all([refresh(), text()]);
  } catch (refused) {
    warn(refused.message);
  }
  const kept = draft();
  if (kept) write(kept);
}
