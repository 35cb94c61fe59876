// What is done to all selected notes at once.
import { post, Refused } from "../api.js";
import { count, element } from "../element.js";

/** The bar in `form`. `notes()` are the selected ones, `me()` who is at the keyboard; `done` gets what was written. */
export function batch(form, { notes, me, done, refused, clear }) {
  const fields = form.elements;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply(notes());
  });
  form.addEventListener("change", offer);
  form.querySelector("[name=clear]").addEventListener("click", clear);

  function offer() {
    fields.reviewed.closest("label").hidden = fields.status.value !== "published" || me() === "";
  }

  async function apply(wanted) {
    const changes = wanted.map((note) => changeOf(note, wants())).filter(Boolean);
    if (changes.length === 0) return done({ written: [] }, "Nothing to change: choose a status, a person or a tag");
    form.setAttribute("aria-busy", "true");
    try {
      const told = await post("reader/batch", { notes: changes });
      done(told, `${count(told.written.length, "note")} changed`);
      form.reset();
      offer();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const kept = new Set((error.refused ?? []).map(({ id }) => id));
      const others = wanted.filter(({ id }) => !kept.has(id));
      refused(error, kept.size > 0 && others.length > 0 ? { [`Change the other ${others.length}`]: () => apply(others) } : {});
    } finally {
      form.removeAttribute("aria-busy");
    }
  }

  function wants() {
    return {
      status: fields.status.value,
      assigned: fields.assigned.value,
      tag: fields.tag.value.trim(),
      untag: fields.untag.value.trim(),
      reviewed: fields.reviewed.checked && !fields.reviewed.closest("label").hidden,
    };
  }

  function changeOf(note, { status, assigned, tag, untag, reviewed }) {
    const change = { id: note.id, based_on: note.based_on };
    if (status) change.status = status;
    // A reply is nobody's task of its own, but may be given to somebody like any note.
    if (assigned) change.assigned = assigned === "-" ? "" : assigned;
    if (reviewed && note.author !== me()) change.reviewed_by = me();
    const tags = note.values.tag.filter((it) => it !== untag);
    if (tag && !tags.includes(tag)) tags.push(tag);
    if (tags.join("\n") !== note.values.tag.join("\n")) change.tags = tags;
    return Object.keys(change).length > 2 ? change : undefined;
  }

  return {
    /** Shows the bar for so many selected notes. */
    show(number, people) {
      form.hidden = number === 0;
      form.querySelector("output").textContent = `${count(number, "note")} selected`;
      const known = [...fields.assigned.options].length;
      if (known !== people.length + 2) {
        fields.assigned.replaceChildren(
          element("option", { value: "", textContent: "as it is" }),
          element("option", { value: "-", textContent: "nobody" }),
          ...people.map(({ id, name }) => element("option", { value: id, textContent: name })));
      }
      offer();
    },
    focus: () => fields.status.focus(),
  };
}
