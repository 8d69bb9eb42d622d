/**
 * Reads a `text/event-stream` (WHATWG HTML, 9.2.6): yields an event for each blank line that ends one
 * with data.
 *
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncGenerator<{event: string, data: string, id: string}>}
 */
export async function* eventsOf(body) {
  const reader = body.pipeThrough(/** @type {any} */ (new TextDecoderStream())).getReader();
  let rest = '';
  let event = fresh('');
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        return;
      }
      // A carriage return at the end may be half of a line's end.
      const text = rest + value;
      const whole = text.endsWith('\r') ? text.slice(0, -1) : text;
      const lines = whole.split(/\r\n|\n|\r/);
      rest = lines.pop() + text.slice(whole.length);
      for (const line of lines) {
        if (line !== '') {
          add(event, line);
        } else {
          if (event.lines.length > 0) {
            yield { event: event.name, data: event.lines.join('\n'), id: event.id };
          }
          event = fresh(event.id);
        }
      }
    }
  } finally {
    await reader.cancel().catch(() => {
      // It was broken already, which whoever reads has been told.
    });
  }
}

function fresh(id) {
  return { name: 'message', lines: /** @type {string[]} */ ([]), id };
}

function add(event, line) {
  const colon = line.indexOf(':');
  const field = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
  if (field === 'event') {
    event.name = value;
  } else if (field === 'data') {
    event.lines.push(value);
  } else if (field === 'id') {
    event.id = value;
  }
}
