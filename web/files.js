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

  // How long a text or file is, in words.
  function sizeOf(content) {
    const bytes = new Blob([content]).size;
    return bytes < 1000 ? `${bytes} bytes` : bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
  }

  const MAX_IN_FIELD = 200000;  // Characters that a field shows without holding up the page.

  return {copy, save, taken, sizeOf, MAX_IN_FIELD};
})();
