import { isObject, type JsonObject } from '../json';

export interface Problem {
  message: string;
  /** JSON pointer into the blocks or the view, as Slack names it. */
  pointer: string;
}

export type Report = (message: string, pointer: string) => void;
export type Rule = (value: unknown, pointer: string, report: Report) => void;

interface Field {
  rule: Rule;
  required: boolean;
}

export const must = (rule: Rule): Field => ({ rule, required: true });
export const may = (rule: Rule): Field => ({ rule, required: false });

/** Slack counts what a person would call characters by UTF-16 units, as JavaScript does. */
export function text({ min = 1, max }: { min?: number; max: number }): Rule {
  return (value, pointer, report) => {
    if (typeof value !== 'string') return report('must be a string', pointer);
    if (value.length < min) return report(`must be more than ${min - 1} characters`, pointer);
    if (value.length > max) report(`must be less than ${max + 1} characters`, pointer);
  };
}

export function url(max = 3000): Rule {
  const length = text({ max });
  return (value, pointer, report) => {
    length(value, pointer, report);
    if (typeof value === 'string' && value.length > 0 && !/^[a-z][a-z0-9+.-]*:/i.test(value)) {
      report('must be a valid url', pointer);
    }
  };
}

export function matching(pattern: RegExp, what: string): Rule {
  return (value, pointer, report) => {
    if (typeof value !== 'string' || !pattern.test(value)) report(`must be ${what}`, pointer);
  };
}

export const flag: Rule = (value, pointer, report) => {
  if (typeof value !== 'boolean') report('must be a boolean', pointer);
};

export function integer(min: number, max: number): Rule {
  return (value, pointer, report) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return report('must be an integer', pointer);
    if (value < min) return report(`must be greater than or equal to ${min}`, pointer);
    if (value > max) report(`must be less than or equal to ${max}`, pointer);
  };
}

export function oneOf(...allowed: string[]): Rule {
  return (value, pointer, report) => {
    if (typeof value !== 'string' || !allowed.includes(value)) {
      report(`must be a valid enum value (${allowed.join(', ')})`, pointer);
    }
  };
}

export function list(each: Rule, { min = 0, max }: { min?: number; max: number }): Rule {
  return (value, pointer, report) => {
    if (!Array.isArray(value)) return report('must be an array', pointer);
    if (value.length < min) return report(`no fewer than ${min} items allowed`, pointer);
    if (value.length > max) return report(`no more than ${max} items allowed`, pointer);
    value.forEach((item, index) => each(item, `${pointer}/${index}`, report));
  };
}

/** An object with exactly these fields; `check` sees it only when every field was right. */
export function shape(
  fields: Record<string, Field>,
  check?: (value: JsonObject, pointer: string, report: Report) => void,
): Rule {
  return (value, pointer, report) => {
    if (!isObject(value)) return report('must be an object', pointer);
    let right = true;
    const note: Report = (message, at) => {
      right = false;
      report(message, at);
    };
    for (const [name, field] of Object.entries(fields)) {
      const given = value[name];
      if (given === undefined || given === null) {
        if (field.required) note(`missing required field: ${name}`, pointer);
      } else {
        field.rule(given, `${pointer}/${name}`, note);
      }
    }
    for (const name of Object.keys(value)) {
      if (!Object.hasOwn(fields, name)) note(`invalid additional property: ${name}`, pointer);
    }
    if (right) check?.(value, pointer, report);
  };
}

/** Chooses the rule by the object's `type`. */
export function byType(rules: Record<string, Rule>): Rule {
  return (value, pointer, report) => {
    if (!isObject(value)) return report('must be an object', pointer);
    const type = value['type'];
    if (typeof type !== 'string') return report('missing required field: type', pointer);
    const rule = Object.hasOwn(rules, type) ? rules[type] : undefined;
    if (rule === undefined) return report(`unsupported type: ${type}`, `${pointer}/type`);
    rule(value, pointer, report);
  };
}

export const anything: Rule = () => undefined;

/** Runs a rule and gives what is wrong, each in Slack's wording. */
export function problemsOf(rule: Rule, value: unknown, pointer: string): Problem[] {
  const problems: Problem[] = [];
  rule(value, pointer, (message, at) => problems.push({ message, pointer: at }));
  return problems;
}

export const asSlackSaysIt = (problem: Problem): string =>
  `[ERROR] ${problem.message} [json-pointer:${problem.pointer}]`;
