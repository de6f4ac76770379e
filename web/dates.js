// Values of dates and times, as docs/values.md has them (EDTF, ISO 8601), in words.
'use strict';

const Dates = (() => {
  const {plural} = Model;
  const SEASONS = {SP: 'spring', SU: 'summer', FA: 'autumn', WI: 'winter'};
  const PARTS = {MO: 'morning', AF: 'afternoon', EV: 'evening', NI: 'night', DT: 'daytime'};
  const DATE_UNITS = {Y: 'year', M: 'month', W: 'week', D: 'day'}, TIME_UNITS = {H: 'hour', M: 'minute', S: 'second'};
  const HALVES = {1: 'first', 2: 'second'};
  // "2024-05-31", and what may follow: the time of the clock, the part of the day.
  const DAY = /^(\d{4}-\d\d-\d\d)?(?:T(\d\d:\d\d(?::\d\d)?|[A-Z]{2}))?$/;

  const on = (day, options) => new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {timeZone: 'UTC', month: 'long', year: 'numeric', ...options});
  const isDay = day => !Number.isNaN(Date.parse(`${day}T00:00:00Z`));
  const dayText = day => (isDay(day) ? on(day, {day: 'numeric'}) : day);

  // The Saturday of an ISO week: the fourth of January is always in the first.
  function saturdayOf(year, week) {
    const fourth = new Date(Date.UTC(year, 0, 4));
    return new Date(fourth.getTime() + 86400000 * (7 * (week - 1) + 5 - (fourth.getUTCDay() + 6) % 7)).toISOString().slice(0, 10);
  }

  // "PT3H30M": 3 hours 30 minutes.
  function length(value) {
    const [, date, time] = /^P((?:[\d.]+[YMWD])*)(?:T((?:[\d.]+[HMS])+))?$/.exec(value) || [];
    const parts = (text, units) => [...(text || '').matchAll(/([\d.]+)([A-Z])/g)].map(([, count, unit]) => plural(Number(count), units[unit]));
    return [...parts(date, DATE_UNITS), ...parts(time, TIME_UNITS)].join(' ');
  }

  // What lies within a day, or a day.
  function moment(value) {
    const [, day, time] = DAY.exec(value) || [];
    if (!day) return time && !PARTS[time] ? time : '';
    return [dayText(day), time && (PARTS[time] || time)].filter(Boolean).join(', ');
  }

  // A part of a year, or several.
  function period(value) {
    const [, year, rest] = /^(\d{4})-(.+)$/.exec(value) || [];
    if (/^\d{3}X$/.test(value)) return `the ${value.slice(0, 3)}0s`;
    if (/^\d\dXX$/.test(value)) return `${value.slice(0, 2)}00 to ${value.slice(0, 2)}99`;
    if (/^FY\d{4}$/.test(value)) return `fiscal year ${value.slice(2)}`;
    if (!year) return '';
    if (/^\d\d$/.test(rest)) return isDay(`${value}-01`) ? on(`${value}-01`) : '';
    if (SEASONS[rest]) return `${SEASONS[rest]} of ${year}`;
    const [, kind, number, weekend] = /^(W|Q|H)(\d+)(-WE)?$/.exec(rest) || [];
    if (weekend) return `weekend of ${dayText(saturdayOf(Number(year), Number(number)))}`;
    if (kind === 'H') return HALVES[number] ? `${HALVES[number]} half of ${year}` : '';
    return kind ? `${kind === 'W' ? 'week' : 'quarter'} ${Number(number)} of ${year}` : '';
  }

  // From one to another; of one day it is said once.
  function range(begin, end) {
    const day = begin.slice(0, 10);
    const same = begin.length > 10 && end.startsWith(`${day}T`) && isDay(day);
    const [first, last] = [inWords(begin), same ? moment(end.slice(10)) || inWords(end) : inWords(end)];
    return first && last && `${first} to ${last}`;
  }

  // A value in words; '' where it says no more than the text does (a month of any year, an open one), itself where it is of a rarer kind.
  function inWords(value) {
    if (value.startsWith('XXXX')) return '';
    const repeated = value.startsWith('R/') && length(value.slice(2));
    if (repeated) return `every ${repeated.replace(/^1 /, '')}`;
    if (/^[^R].*\//.test(value)) return range(...value.split('/'));
    if (/^T[A-Z]{2}$/.test(value)) return '';
    return moment(value) || period(value) || length(value) || value;
  }

  const isMonthEnd = day => new Date(Date.parse(`${day}T00:00:00Z`) + 86400000).getUTCDate() === 1;

  // The first and the last day of an interval in words, no finer than it is: of whole months and years, these.
  function edges({firstDay, lastDay}) {
    const isWhole = firstDay.endsWith('-01') && isDay(lastDay) && isMonthEnd(lastDay), isYears = isWhole && firstDay.endsWith('-01-01') && lastDay.endsWith('-12-31');
    return [firstDay, lastDay].map(day => (isYears ? day.slice(0, 4) : isWhole ? on(day) : dayText(day)));
  }

  const spanText = interval => [...new Set(edges(interval))].join(' to ');

  return {inWords, dayText, edges, spanText};
})();
