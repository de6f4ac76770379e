// Tables as Parquet: one row group, one plain page a column, nothing compressed, nothing missing.
'use strict';

const Parquet = (() => {
  const I32 = 5, I64 = 6, TEXT = 8, LIST = 9, STRUCT = 12;  // Types of Thrift's compact protocol, in which the heads are written.
  // Of a column: Parquet's type, the bytes of a number, how one is set.
  const KINDS = {text: [6], whole: [1, 4, 'setInt32'], real: [5, 8, 'setFloat64']};
  const MAGIC = [0x50, 0x41, 0x52, 0x31];
  const encoder = new TextEncoder();

  function varint(out, number) {
    for (; number >= 128; number = Math.floor(number / 128)) out.push(number % 128 + 128);
    out.push(number);
  }

  function put(out, type, value) {
    if (type === I32 || type === I64) varint(out, 2 * value);
    else if (type === STRUCT) struct(out, value);
    else if (type === TEXT) {
      const bytes = encoder.encode(value);
      varint(out, bytes.length);
      out.push(...bytes);
    } else {
      const [of, items] = value;
      out.push(Math.min(items.length, 15) * 16 + of);
      if (items.length >= 15) varint(out, items.length);
      for (const item of items) put(out, of, item);
    }
  }

  // Fields [number, type, value], by their numbers.
  function struct(out, fields) {
    let last = 0;
    for (const [number, type, value] of fields) {
      out.push((number - last) * 16 + type);
      put(out, type, value);
      last = number;
    }
    out.push(0);
  }

  const written = fields => {
    const out = [];
    struct(out, fields);
    return Uint8Array.from(out);
  };

  function length(number) {
    const out = new DataView(new ArrayBuffer(4));
    out.setUint32(0, number, true);
    return new Uint8Array(out.buffer);
  }

  function numbers(values, size, set) {
    const out = new DataView(new ArrayBuffer(size * values.length));
    values.forEach((value, k) => out[set](size * k, value, true));
    return [new Uint8Array(out.buffer)];
  }

  const texts = values => values.flatMap(value => {
    const bytes = encoder.encode(value);
    return [length(bytes.length), bytes];
  });

  // The file of columns {name, kind, values}; a kind is "text", "whole" or "real".
  function of(columns) {
    const rows = columns[0].values.length, parts = [Uint8Array.from(MAGIC)], chunks = [];
    let offset = MAGIC.length;
    for (const {name, kind, values} of columns) {
      const [type, size, set] = KINDS[kind], page = set ? numbers(values, size, set) : texts(values), bytes = page.reduce((sum, part) => sum + part.length, 0);
      const head = written([[1, I32, 0], [2, I32, bytes], [3, I32, bytes], [5, STRUCT, [[1, I32, rows], [2, I32, 0], [3, I32, 3], [4, I32, 3]]]]);
      const total = head.length + bytes;
      chunks.push([[2, I64, offset], [3, STRUCT, [[1, I32, type], [2, LIST, [I32, [0]]], [3, LIST, [TEXT, [name]]], [4, I32, 0], [5, I64, rows], [6, I64, total], [7, I64, total], [9, I64, offset]]]]);
      parts.push(head, ...page);
      offset += total;
    }
    const schema = [[[4, TEXT, 'quotations'], [5, I32, columns.length]], ...columns.map(({name, kind}) => [[1, I32, KINDS[kind][0]], [3, I32, 0], [4, TEXT, name], ...(kind === 'text' ? [[6, I32, 0]] : [])])];
    const foot = written([[1, I32, 1], [2, LIST, [STRUCT, schema]], [3, I64, rows], [4, LIST, [STRUCT, [[[1, LIST, [STRUCT, chunks]], [2, I64, offset - MAGIC.length], [3, I64, rows]]]]], [6, TEXT, 'textanalysis']]);
    return new Blob([...parts, foot, length(foot.length), Uint8Array.from(MAGIC)]);
  }

  return {of};
})();
