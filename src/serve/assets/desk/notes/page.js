// The desk on a page of the preview.
import { desk } from "../api.js";
import { register } from "../keys.js";

register({ key: ["d", "g d"], label: "the desk: all notes of the reader", run: () => location.assign(desk) });
