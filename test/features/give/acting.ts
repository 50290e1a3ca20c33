import type { Message } from '../../../playground/server/message';
import type { Person } from '../../../playground/server/people/person';
import type { Circle } from '../../support/circle';

/** Acts as a person and waits until everything that follows is done; gives what they were shown because of it. */
export function acting(circle: () => Circle) {
  return (person: Person) => {
    const settled = async (act: Promise<unknown>): Promise<Message | undefined> => {
      const before = person.shown.length;
      await act;
      await circle().settle();
      return person.shown.length > before ? person.shown.at(-1) : undefined;
    };
    return {
      types: (...args: Parameters<Person['types']>) => settled(person.types(args[0], { ...args[1], settle: false })),
      press: (...args: Parameters<Person['press']>) => settled(person.press(args[0], { ...args[1], settle: false })),
      usesShortcut: (name: string) => settled(person.usesShortcut(name)),
      usesMessageShortcut: (name: string, message: Message) => settled(person.usesMessageShortcut(name, message)),
      submit: async (...args: Parameters<Person['submit']>) => {
        const submission = await person.submit(...args);
        await circle().settle();
        return submission;
      },
    };
  };
}
