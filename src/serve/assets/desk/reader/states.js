/** Names of states as people read them. */
export const STATES = {
  ok: "in place",
  moved: "moved",
  confirm: "to confirm",
  orphan: "orphan",
  whole: "whole article",
  reply: "reply",
};
