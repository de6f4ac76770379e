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

  return {copy, save, taken};
})();
