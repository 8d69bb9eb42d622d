const KEY = 'kinora.token';

/** The event that another token, or none, is in use from now on. */
export const TOKEN_CHANGED = 'kinora.token';

/** The publisher's token: for this tab only, and never in the address. */
export const token = {
  get() {
    return sessionStorage.getItem(KEY);
  },

  set(value) {
    sessionStorage.setItem(KEY, value.trim());
    dispatchEvent(new Event(TOKEN_CHANGED));
  },

  forget() {
    sessionStorage.removeItem(KEY);
    dispatchEvent(new Event(TOKEN_CHANGED));
  },

  /** Takes it out of `#token=...`, so that it is neither seen nor shared. */
  takeFromAddress() {
    const fragment = new URLSearchParams(location.hash.slice(1));
    const given = fragment.get('token');
    if (given === null) {
      return;
    }
    history.replaceState(history.state, '', location.pathname + location.search);
    if (given !== '') {
      token.set(given);
    }
  },
};
