// What the sources have of a draft’s quotations, derived from a VerifyQuotesResponse (proto3 JSON, offsets in UTF-16 units). Nothing here touches
// the document.
'use strict';

const Verify = (() => {
  const {short} = Model;
  // Mark, name, grade and meaning; what needs a look comes first.
  const VERDICTS = {
    not_found: ['✕', 'not found', 'wrong', 'No source has half of its words in their order.'],
    spliced: ['+', 'spliced', 'wrong', 'Its parts stand in different places of the sources, and nothing in the draft says so.'],
    altered: ['!', 'altered', 'wrong', 'The source has other words, or a number or a “not” that differs.'],
    cut: ['…', 'cut', 'wrong', 'The source has words in between that the draft leaves out without a mark.'],
    paraphrased: ['≈', 'paraphrased', 'doubt', 'A passage of the source has words near it. Whether the report is fair is yours to judge.'],
    verbatim_but_for_form: ['✓', 'verbatim but for form', 'right', 'The same words; spelling, case or punctuation differ, or brackets and an ellipsis say what was changed.'],
    verbatim: ['✓', 'verbatim', 'right', 'The same characters.'],
  };
  const STANDINGS = {own_words: 'in its own words', quoted: 'in quotation marks', reported: 'as indirect speech'};
  const SPEAKERS = {
    same_speaker: ['✓', 'the same speaker', 'right'], another_speaker: ['✕', 'another speaker', 'wrong'], unnamed_in_source: ['≈', 'the source does not name who says it', 'doubt'],
  };
  const rangeOf = span => [span?.beginOffset || 0, span?.endOffset || 0];

  // Whether draft and source give a quotation to the same speaker. Where the draft names one and no English source that has the words does, it is
  // the source that names nobody; in another language no speakers are read.
  function agreementOf(one, sources) {
    const agreement = short(one.speakerAgreement), places = one.places || [];
    const isEnglish = ({sourceIndex = 0}) => ['', 'en', undefined].includes(sources?.[sourceIndex]?.languageCode);
    return !agreement && one.speakerName && places.length && places.every(place => !place.speakerName && isEnglish(place)) ? 'unnamed_in_source' : agreement;
  }

  function itemOf(one, index, text, sources) {
    const form = short(one.form), content = one.content || '', spans = (one.draftSpans || []).map(span => (form === 'indirect' ? rangeOf(span) : Model.withMarks(text, rangeOf(span))));
    return {
      index, content, marked: Model.inMarks({form, content, spans, said: spans}, text), form, dictionaryId: one.speakerDictionaryId || '',
      range: one.draftSpans ? {begin: rangeOf(one.draftSpans[0])[0], end: rangeOf(one.draftSpans.at(-1))[1]} : {begin: '', end: ''}, speaker: one.speakerName || '', verdict: short(one.verdict), score: one.score || 0, changes: one.changes || [],
      spans, places: one.places || [], others: one.otherPlaces || [], agreement: agreementOf(one, sources),
    };
  }

  // What the view shows of a VerifyQuotesResponse; `sources` are {name, text} as they were sent.
  function of(response, draft, sources) {
    const text = response.cleanedDocument?.text ?? draft;
    return {
      response, text, blocks: Model.blocksOf({text}), items: (response.verifications || []).map((one, k) => itemOf(one, k, text, response.sources)), language: response.metadata?.languageCode || '', warnings: response.metadata?.warnings || [],
      sources: sources.map(({name, text: sent}, k) => {
        const {cleanedDocument, languageCode = '', quoteCount = 0} = response.sources?.[k] || {};
        return {name, text: cleanedDocument?.text ?? sent, language: languageCode, count: quoteCount};
      }),
    };
  }

  const GRADES = ['wrong', 'doubt', 'right'];

  // What is said of a quotation's words, or of its speaker where that is graver.
  function gravest(item) {
    const words = VERDICTS[item.verdict], speaker = SPEAKERS[item.agreement];
    return speaker && GRADES.indexOf(speaker[2]) < GRADES.indexOf(words[2]) ? speaker : words;
  }

  const gradeOf = item => gravest(item)[2];

  // What is checked: quotations, as an article counts them, and what else stands in quotation marks.
  function countsOf({items}) {
    const quotations = items.filter(({form}) => form).length, others = items.length - quotations;
    return {quotations, others, inWords: [quotations || !others ? Model.plural(quotations, 'quotation') : '', others ? `${Model.plural(others, quotations ? 'other passage' : 'passage')} in quotation marks` : ''].filter(Boolean).join(' and ')};
  }

  // How many of them are not as the sources have them, and how many are for the reader to judge.
  function headline({items}) {
    const [wrong, doubt] = GRADES.map(grade => items.filter(item => gradeOf(item) === grade).length), all = Model.plural(items.length, countsOf({items}).others ? 'passage' : 'quotation');
    if (!items.length) return 'No quotations in this draft';
    if (wrong) return `${wrong} of ${all} ${wrong === 1 ? 'is' : 'are'} not as the sources have ${wrong === 1 ? 'it' : 'them'}${doubt ? `; look at ${doubt} more` : ''}`;
    if (doubt) return `${doubt} of ${all} ${doubt === 1 ? 'needs' : 'need'} a look`;
    return items.length === 1 ? `The one ${all.split(' ')[1]} is as the sources have it` : `All ${all} are as the sources have them`;
  }

  // The columns of docs/tables.md.
  const COLUMNS = ['file', 'verdict', 'content', 'begin', 'end', 'speaker', 'dictionary_id', 'form', 'source', 'source_content', 'source_begin', 'source_end', 'source_speaker', 'source_dictionary_id',
    'speaker_agreement', 'score'];

  function rows(model) {
    return model.items.map(item => {
      const [place] = item.places, [begin, end] = place ? rangeOf(place.placeSpan) : ['', ''];
      return {
        file: 'draft', verdict: VERDICTS[item.verdict][1], content: item.content, ...item.range, speaker: item.speaker, dictionary_id: item.dictionaryId, form: item.form,
        source: place ? model.sources[place.sourceIndex || 0].name : '', source_content: item.places.map(one => one.content).join(' … '), source_begin: begin, source_end: end,
        source_speaker: item.places.map(one => one.speakerName).filter((name, k, all) => name && name !== all[k - 1]).join(' … '), source_dictionary_id: place?.speakerDictionaryId || '', speaker_agreement: item.agreement.replaceAll('_', ' '), score: Number(item.score.toFixed(3)),
      };
    });
  }

  const csv = model => Model.csvOf(COLUMNS, rows(model));
  const json = model => JSON.stringify(rows(model), null, 1);

  function markdown(model) {
    return model.items.map(item => {
      const [mark, name] = VERDICTS[item.verdict], [place] = item.places;
      const where = place ? `\n  ${Model.plain(model.sources[place.sourceIndex || 0].name)}: ${Model.plain(place.content)}${place.speakerName ? ` (${Model.plain(place.speakerName)})` : ''}` : '';
      return `- ${mark} **${name}**${item.speaker ? `, ${Model.plain(item.speaker)}` : ''}: ${Model.plain(item.marked)}${SPEAKERS[item.agreement] ? ` *(${SPEAKERS[item.agreement][1]})*` : ''}${where}\n`;
    }).join('');
  }

  return {VERDICTS, STANDINGS, SPEAKERS, of, gravest, gradeOf, countsOf, headline, csv, json, markdown, rangeOf};
})();
