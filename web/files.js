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

  const MAX_HEAD = 16384;  // Bytes of a page in which its charset is looked for.

  // The charset that a page's bytes name: by a byte order mark, or in a <meta> element of its head.
  function namedCharset(bytes) {
    if (bytes[0] === 0xFE && bytes[1] === 0xFF) return 'utf-16be';
    if (bytes[0] === 0xFF && bytes[1] === 0xFE) return 'utf-16le';
    return new TextDecoder('latin1').decode(bytes.subarray(0, MAX_HEAD)).match(/<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)/i)?.[1];
  }

  // What begins files that are no text: [bytes, what to say].
  const OTHERS = [['%PDF-', 'This is a PDF. Save its text, or the web page, and choose that file.'], ['PK\x03\x04', 'This is a Word file or an archive. Save it as text or as a web page, and choose that file.'],
    ['{\\rtf', 'This is a file in rich text. Save it as plain text, and choose that file.']];
  const NO_TEXT = 'This is no text and no web page.';

  // Why bytes are no text; '' where they may be one. UTF-16 alone has zero bytes, and begins with a mark.
  function whyNoText(bytes) {
    const begin = new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).trimStart();
    const known = OTHERS.find(([magic]) => begin.startsWith(magic));
    if (known) return known[1];
    return bytes.includes(0) && !/^utf-16/i.test(namedCharset(bytes) || '') ? NO_TEXT : '';
  }

  // Resolves to a file's text. What is not UTF-8 is read in the charset that it names, or else as old pages of the West are. Rejects, with an Error
  // for the reader, what is no text.
  async function read(file) {
    const bytes = new Uint8Array(await file.arrayBuffer()), why = whyNoText(bytes);
    if (why) throw new Error(why);
    for (const [charset, fatal] of [['utf-8', true], [namedCharset(bytes), false]]) {
      try {
        if (charset) return new TextDecoder(charset, {fatal}).decode(bytes);
      } catch { /* Not in that charset, or it is none: the next one. */ }
    }
    return new TextDecoder('windows-1252').decode(bytes);
  }

  const MAX_IN_FIELD = 200000;  // Characters that a field shows without holding up the page.

  return {copy, save, taken, read, sizeOf, sizeInWords, MAX_IN_FIELD};
})();
