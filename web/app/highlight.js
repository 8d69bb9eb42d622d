import { pieces } from '../client/highlight.js';

/** Highlighted text as nodes. @returns {(Text | HTMLElement)[]} */
export function highlighted(fragment) {
  return pieces(fragment).map(({ text, em }) => {
    const node = document.createTextNode(text);
    if (!em) {
      return node;
    }
    const mark = document.createElement('em');
    mark.append(node);
    return mark;
  });
}
