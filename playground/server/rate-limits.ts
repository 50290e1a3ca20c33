// https://docs.slack.dev/apis/web-api/rate-limits

/** Calls per minute of Slack's tiers, per workspace and method. */
const PER_MINUTE = { tier2: 20, tier3: 50, tier4: 100, special: 600 } as const;
export type Tier = keyof typeof PER_MINUTE;

const POSTS_PER_MINUTE = 300;
const CHANNEL_BURST = 5;
const MINUTE = 60_000;

interface Bucket {
  tokens: number;
  at: number;
}

export class RateLimits {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly now: () => Date,
    private readonly mode: 'slack' | 'off',
    readonly history: 'internal' | 'distributed',
  ) {}

  /** Seconds to wait before this call would be taken; 0 takes it. */
  waitFor(workspaceId: string, method: string, tier: Tier, channel: string | undefined): number {
    if (this.mode === 'off') return 0;
    const key = `${workspaceId} ${method}`;
    if (method === 'chat.postMessage') {
      return this.takeAll([
        { key: `${key} ${channel ?? ''}`, capacity: CHANNEL_BURST, perMs: 1 / 1000 },
        { key, capacity: POSTS_PER_MINUTE, perMs: POSTS_PER_MINUTE / MINUTE },
      ]);
    }
    const limit = method === 'conversations.history' && this.history === 'distributed' ? 1 : PER_MINUTE[tier];
    return this.takeAll([{ key, capacity: limit, perMs: limit / MINUTE }]);
  }

  private takeAll(limits: { key: string; capacity: number; perMs: number }[]): number {
    const now = this.now().getTime();
    const filled = limits.map((limit) => {
      const bucket = this.buckets.get(limit.key) ?? { tokens: limit.capacity, at: now };
      const refilled = bucket.tokens + Math.max(0, now - bucket.at) * limit.perMs;
      bucket.tokens = Math.min(limit.capacity, refilled);
      bucket.at = now;
      this.buckets.set(limit.key, bucket);
      return { bucket, perMs: limit.perMs };
    });
    // A bucket that refilled to 0.999… by floating point is full enough.
    const short = filled.find(({ bucket }) => bucket.tokens < 0.9999);
    if (short !== undefined) return Math.max(1, Math.ceil((1 - short.bucket.tokens) / short.perMs / 1000));
    for (const { bucket } of filled) bucket.tokens -= 1;
    return 0;
  }
}
