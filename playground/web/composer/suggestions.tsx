/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-to-interactive-role,
   jsx-a11y/interactive-supports-focus -- a listbox as the ARIA practices describe it: the keys are those of the text, which keeps the focus */
import type { Suggestion } from './completion';

interface SuggestionsProps {
  id: string;
  suggestions: Suggestion[];
  chosen: number;
  onTake: (suggestion: Suggestion) => void;
}

export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

/** What one may mean, above the text; the focus stays in the text. */
export function Suggestions({ id, suggestions, chosen, onTake }: SuggestionsProps) {
  return (
    <div className="suggestions" id={id} role="listbox" aria-label="Suggestions">
      {suggestions.map((suggestion, index) => (
        <div
          key={suggestion.id}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === chosen}
          className="suggestion"
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(suggestion)}
        >
          <span className="suggestion-title">{suggestion.title}</span>{' '}
          <span className="suggestion-detail">{suggestion.detail}</span>
        </div>
      ))}
    </div>
  );
}
