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

  // The charset that a page's bytes name: by a byte order mark, or in a <meta> element.
  function namedCharset(bytes) {
    if (bytes[0] === 0xFE && bytes[1] === 0xFF) return 'utf-16be';
    if (bytes[0] === 0xFF && bytes[1] === 0xFE) return 'utf-16le';
    return new TextDecoder('latin1').decode(bytes).match(/<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)/i)?.[1];
  }

  // Resolves to a file's text. What is not UTF-8 is read in the charset that it names, or else as old pages of the West are.
  async function read(file) {
    const bytes = new Uint8Array(await file.arrayBuffer());
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
