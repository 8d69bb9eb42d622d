const KEY = 'kinora.token';

/** The publisher's token: for this tab only, and never in the address. */
export const token = {
  get() {
    return sessionStorage.getItem(KEY);
  },

  set(value) {
    sessionStorage.setItem(KEY, value.trim());
  },

  forget() {
    sessionStorage.removeItem(KEY);
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
