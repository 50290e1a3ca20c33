const MOST_TRIES = 6;

/**
 * Does it again until it has worked: on a machine that is busy with much else, an app that answers in time may not.
 *
 * @throws when it never works
 */
export async function insist<T>(what: string, act: () => Promise<T>, hasWorked: (result: T) => boolean): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const result = await act();
    if (hasWorked(result)) return result;
    if (tries === MOST_TRIES) throw new Error(`The history stopped: ${what} did not work in ${tries} tries.`);
  }
}
