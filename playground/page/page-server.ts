import type { IncomingMessage, ServerResponse } from 'node:http';
import type { World } from '../world/world';
import { readActRequest } from './act-request';
import { carryOut } from './acts';
import { type ActAnswer, AT, TRAFFIC_KEPT } from './contract';
import { answer, answerJson, answerSentence, readJsonText, refuseStrangers } from './door';
import { Problem } from './problem';
import { answerFile } from './shared-files';
import { sightOf } from './sight';
import { StaticFiles } from './static-files';
import { Streams } from './streams';
import { TrafficLog } from './traffic';

export interface PageServerOptions {
  /** where index.html, page.js and page.css are */
  webFolder: string;
  log: { error(what: object, message: string): void };
}

export interface PageServer {
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Ends what is open. */
  close(): void;
}

const DID_NOT_WORK = 'That did not work as it should. The page shows how things are now; please try again.';
const NOTHING_THERE = 'There is nothing at this address.';

/** The page, what it is told, and what it asks for. */
export function pageServer(world: World, { webFolder, log }: PageServerOptions): PageServer {
  const staticFiles = new StaticFiles(webFolder);
  const traffic = new TrafficLog(world.slack, () => streams.trafficCame());
  const personOf = (id: string) => world.cast.find(({ person }) => person.id === id)?.person;
  const streams = new Streams({
    sight: (id) => {
      // nobody is there for a moment while everything is made anew
      const person = personOf(id);
      return person && sightOf(world, person);
    },
    traffic: (after) => traffic.linesAfter(after),
    failed: (error) => log.error({ err: error }, 'what a person sees could not be told'),
  });
  const offWorld = world.onChange(() => streams.sightChanged());

  let isClosed = false;

  async function act(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const wanted = readActRequest(await readJsonText(request));
    let done: ActAnswer;
    try {
      done = await carryOut(world, wanted);
    } catch (error) {
      if (error instanceof Problem) throw error;
      // cut off by the stop, as a clock on its way is: nobody waits for it any more
      if (isClosed) return void response.destroy();
      log.error({ err: error, act: wanted.act.kind }, 'an act failed');
      done = { ok: false, problem: DID_NOT_WORK };
    }
    if (done.ok && wanted.act.kind === 'start_over') {
      traffic.clear();
      streams.endAll();
    }
    answerJson(response, 200, done);
  }

  function stream(url: URL, response: ServerResponse): void {
    const first = world.cast[0]?.person.id;
    const id = url.searchParams.get('as') ?? first;
    if (id === undefined || personOf(id) === undefined) throw new Problem('There is nobody here by that id.', 404);
    streams.add(id, response);
  }

  function detail(id: string, response: ServerResponse): void {
    const found = /^\d{1,15}$/.test(id) ? traffic.detail(Number(id)) : undefined;
    if (found === undefined)
      throw new Problem(`That is no longer kept: the list goes back ${TRAFFIC_KEPT} lines.`, 404);
    answerJson(response, 200, found);
  }

  function file({ pathname, searchParams }: URL, response: ServerResponse): void {
    answerFile(personOf(searchParams.get('as') ?? ''), decoded(pathname, AT.files), response);
  }

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    refuseStrangers(request);
    const url = urlOf(request);
    const { pathname } = url;
    allow(request, response, pathname === AT.acts ? ['POST'] : ['GET', 'HEAD']);
    if (pathname === AT.acts) await act(request, response);
    else if (pathname === AT.stream && request.method === 'HEAD') answer(response, 200, {});
    else if (pathname === AT.stream) stream(url, response);
    else if (pathname.startsWith(AT.traffic)) detail(pathname.slice(AT.traffic.length), response);
    else if (pathname.startsWith(AT.files)) file(url, response);
    else if (staticFiles.has(pathname)) await staticFiles.answer(pathname, request, response);
    else throw new Problem(NOTHING_THERE, 404);
  }

  return {
    handle(request, response) {
      route(request, response).catch((error: unknown) => {
        // whoever has gone needs no answer
        if (response.headersSent || (request.destroyed && !request.complete)) return void response.destroy();
        if (!(error instanceof Problem)) log.error({ err: error }, 'the page could not be served');
        refuse(request, response, error instanceof Problem ? error : new Problem(DID_NOT_WORK, 500));
      });
    },
    close() {
      isClosed = true;
      offWorld();
      traffic.close();
      streams.close();
    },
  };
}

/** The page reads JSON; whoever opens an address reads a sentence. */
function refuse(request: IncomingMessage, response: ServerResponse, { sentence, status }: Problem): void {
  // what is left of a body that nobody wants
  request.resume();
  if (request.method === 'POST') answerJson(response, status, { ok: false, problem: sentence } satisfies ActAnswer);
  else answerSentence(response, status, sentence);
}

function urlOf(request: IncomingMessage): URL {
  const base = 'http://localhost';
  if (!URL.canParse(request.url ?? '/', base)) throw new Problem(NOTHING_THERE, 404);
  return new URL(request.url ?? '/', base);
}

function allow(request: IncomingMessage, response: ServerResponse, methods: string[]): void {
  if (methods.includes(request.method ?? '')) return;
  response.setHeader('allow', methods.join(', '));
  throw new Problem('This address is not for that.', 405);
}

function decoded(pathname: string, under: string): string {
  try {
    return decodeURIComponent(pathname.slice(under.length));
  } catch {
    throw new Problem(NOTHING_THERE, 404);
  }
}
