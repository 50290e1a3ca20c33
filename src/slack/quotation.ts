import type { SectionBlock } from '@slack/types';
import { SECTION_MAX, section } from './blocks';
import { escape } from './mrkdwn';

const MARK = '> ';

/** A person's own words, whole, as quotations: as many sections as Slack needs to hold them. */
export function quotation(text: string): SectionBlock[] {
  const lines = text.split('\n').flatMap(shortEnough);
  const sections: string[] = [];
  for (const line of lines) {
    const last = sections.at(-1);
    const together = last === undefined ? line : `${last}\n${line}`;
    if (together.length <= SECTION_MAX) sections.splice(-1, 1, together);
    else sections.push(line);
  }
  return sections.map((part) => section(part));
}

/** One line as quoted lines that each fit a section, cut at blanks where there are any. */
function shortEnough(line: string): string[] {
  const quoted: string[] = [];
  let rest = line;
  for (;;) {
    const end = fitting(rest);
    quoted.push(`${MARK}${escape(rest.slice(0, end))}`);
    if (end >= rest.length) return quoted;
    rest = rest.slice(end);
  }
}

/** How much of a text fits a section once escaped. */
function fitting(text: string): number {
  let room = SECTION_MAX - MARK.length;
  let end = 0;
  let lastBlank = 0;
  for (const character of text) {
    room -= escape(character).length;
    if (room < 0) return lastBlank || end;
    end += character.length;
    if (/\s/.test(character)) lastBlank = end;
  }
  return end;
}
