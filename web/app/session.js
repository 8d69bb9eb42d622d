const KEY = 'kinora.session';

/**
 * What this browser calls itself towards the server while nobody has signed in: random, made here,
 * and gone with the browser's data. Nothing is reported for somebody who asks not to be followed.
 */
export const session = {
  wanted: !(navigator.globalPrivacyControl || navigator.doNotTrack === '1'),

  get() {
    if (!session.wanted) {
      return null;
    }
    const known = localStorage.getItem(KEY);
    if (known) {
      return known;
    }
    const made = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    localStorage.setItem(KEY, made);
    return made;
  },
};
