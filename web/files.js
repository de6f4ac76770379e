// Text to the clipboard and to files.
'use strict';

const Files = (() => {
  function copyBySelection(text) {
    const area = View.element('textarea', 'unseen', text);
    (document.querySelector('dialog[open]') || document.body).append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }

  // Resolves to whether the text was copied.
  const copy = text => (navigator.clipboard ? navigator.clipboard.writeText(text).then(() => true, () => copyBySelection(text)) : Promise.resolve(copyBySelection(text)));

  function save(name, text, type) {
    const link = View.element('a');
    link.href = URL.createObjectURL(new Blob([text], {type: `${type};charset=utf-8`}));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  // The files that were chosen. The input forgets them, so that the same file, changed meanwhile, can be chosen again.
  function taken(input) {
    const files = [...input.files];
    input.value = '';
    return files;
  }

  function sizeInWords(bytes) {
    return bytes < 1000 ? `${bytes} bytes` : bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
  }

  // How long a text or file is, in words.
  const sizeOf = content => sizeInWords(new Blob([content]).size);

  // A text in which half a character, as a cut leaves it, is U+FFFD: nothing else can be sent. It is as long as before.
  const wellFormed = text => text.replace(/\p{Surrogate}/gu, '\uFFFD');

  const MAX_HEAD = 16384;  // Bytes of a page in which its charset is looked for.

  // The charset that a byte order mark names.
  const markedCharset = ([first, second]) => (first === 0xFE && second === 0xFF ? 'utf-16be' : first === 0xFF && second === 0xFE ? 'utf-16le' : '');

  // The charset of a <meta> element in a page's head. What could be read up to there is not UTF-16: the HTML standard takes it for UTF-8, as
  // the service does.
  function namedCharset(bytes) {
    const name = new TextDecoder('latin1').decode(bytes.subarray(0, MAX_HEAD)).match(/<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)/i)?.[1].toLowerCase();
    return /^(utf-?16|ucs-2|unicode$|csunicode|iso-10646-ucs-2)/.test(name) ? 'utf-8' : name === 'x-user-defined' ? 'windows-1252' : name;
  }

  // What begins files that are no text: [bytes, what to say].
  const OTHERS = [['%PDF-', 'This is a PDF. Save its text, or the web page, and choose that file.'], ['PK\x03\x04', 'This is a Word file or an archive. Save it as text or as a web page, and choose that file.'],
    ['{\\rtf', 'This is a file in rich text. Save it as plain text, and choose that file.'],
    ['\xD0\xCF\x11\xE0', 'This is an old Word file or another of Office. Save it as text or as a web page, and choose that file.'],
    ...['\u2030PNG', '\xFF\xD8\xFF', 'GIF87a', 'GIF89a'].map(magic => [magic, 'This is a picture. Type its text, or let a program read it, and paste that.'])];
  const NO_TEXT = 'This is no text and no web page. Open it in the program that it is of, save it as plain text, and choose that file.';
  const EMPTY = 'There is no text in it. Choose another file, or paste the text.', GONE = 'It cannot be read: it was moved or changed. Choose it again.';

  // Why bytes are no text; '' where they may be one. UTF-16 alone has zero bytes, and begins with a mark.
  function whyNoText(bytes) {
    const begin = new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).trimStart();
    const known = OTHERS.find(([magic]) => begin.startsWith(magic));
    if (known) return known[1];
    return bytes.includes(0) && !markedCharset(bytes) ? NO_TEXT : '';
  }

  // Bytes as text of a charset; null where that is none, where `fatal` bytes are not all of it, or where what is said to be UTF-8
  // has no character of it beyond ASCII.
  function decoded(bytes, charset, fatal) {
    try {
      const decoder = new TextDecoder(charset, {fatal}), text = decoder.decode(bytes);
      return decoder.encoding === 'utf-8' && !fatal && !/[^\0-\x7F\uFFFD]/.test(text) ? null : text;
    } catch {
      return null;
    }
  }

  // Bytes as text: in UTF-8, in the charset that they name, or else as old pages of the West are.
  function textOf(bytes) {
    const marked = markedCharset(bytes);
    if (marked) return decoded(bytes, marked, false);
    return decoded(bytes, 'utf-8', true) ?? decoded(bytes, namedCharset(bytes) || 'windows-1252', false) ?? decoded(bytes, 'windows-1252', false);
  }

  // Resolves to a file's text. Rejects, with an Error for the reader, what is no text.
  async function read(file) {
    const bytes = new Uint8Array(await file.arrayBuffer().catch(() => { throw new Error(GONE); })), why = whyNoText(bytes);
    if (why) throw new Error(why);
    const text = textOf(bytes);
    if (!text.trim()) throw new Error(EMPTY);
    return text;
  }

  const MAX_IN_FIELD = 200000;  // Characters that a field shows without holding up the page.

  return {copy, save, taken, read, sizeOf, sizeInWords, wellFormed, MAX_IN_FIELD};
})();
