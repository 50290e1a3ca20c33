import type { SectionBlock } from '@slack/types';
import { section, SECTION_MAX } from './blocks';
import { harmless } from './mrkdwn';

/**
 * A person's own words, whole, as quotations: several sections where escaping makes them too long for one.
 *
 * @param text not blank; at most some thousand characters, or the message gets too long for Slack
 */
export function quotation(text: string): SectionBlock[] {
  const sections: string[][] = [[]];
  let length = 0;
  for (const line of text.split('\n').flatMap(piecesOf)) {
    if (length + line.length + 1 > SECTION_MAX) {
      sections.push([]);
      length = 0;
    }
    sections.at(-1)!.push(line);
    length += line.length + 1;
  }
  return sections.map((lines) => section(lines.join('\n')));
}

/** One line of text as lines of quotation, each short enough for a section. */
function piecesOf(line: string): string[] {
  const pieces = ['> '];
  for (const character of line) {
    const escaped = harmless(character);
    const piece = pieces.at(-1)!;
    if (piece.length + escaped.length >= SECTION_MAX) pieces.push(`> ${escaped}`);
    else pieces[pieces.length - 1] = piece + escaped;
  }
  return pieces;
}
