// Who wrote a reader comment, and when: a small form.

/** The form in the dialog `dialog`: `open(comment, saved)` calls `saved({ author, date })` with what is another now. */
export function commentForm(dialog) {
  const form = dialog.querySelector("form");
  const { author, date, back } = form.elements;
  const words = dialog.querySelector("blockquote");
  let done = () => {};
  let before = {};
  const close = (value) => {
    dialog.close();
    if (value) done(value);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const now = { author: author.value.trim() || null, date: date.value.trim() || null };
    const changed = Object.entries(now).filter(([name, value]) => value !== (before[name] ?? null));
    close(changed.length > 0 && Object.fromEntries(changed));
  });
  back.addEventListener("click", () => close({ to: "importer" }));
  dialog.querySelector("button[data-cancel]").addEventListener("click", () => close());
  return {
    open(comment, text, saved) {
      done = saved;
      before = comment;
      words.textContent = text;
      author.value = comment.author ?? "";
      date.value = comment.date ?? "";
      back.hidden = !comment.chosen;
      dialog.showModal();
      author.focus();
      author.select();
    },
  };
}
