/** A declarativeNetRequest rule, as far as rules are made here. */
export type NetRule = { id: number; priority: number; action: NetAction; condition: NetCondition };

type HeaderChange = { header: string; operation: 'set' | 'append' | 'remove'; value?: string };

/** What a rule does with a request that it matches (declarativeNetRequest’s `RuleAction`). */
export type NetAction =
  | { type: 'block' }
  | { type: 'allow' }
  | { type: 'redirect'; redirect: { regexSubstitution: string } | { extensionPath: string } }
  | { type: 'modifyHeaders'; requestHeaders?: HeaderChange[]; responseHeaders?: HeaderChange[] };

type HeaderCondition = { header: string; values?: string[] };

/** Domains include what lies below them. A list that is there must not be empty. */
export type NetCondition = {
  /** The tab's own site, whatever frame or worker asks; a service worker's is its origin's. Not in Firefox. */
  topDomains?: string[];
  excludedTopDomains?: string[];
  initiatorDomains?: string[];
  excludedInitiatorDomains?: string[];
  requestDomains?: string[];
  excludedRequestDomains?: string[];
  /** Session rules only. −1: what belongs to no tab. */
  tabIds?: number[];
  regexFilter?: string;
  urlFilter?: string;
  isUrlFilterCaseSensitive?: boolean;
  resourceTypes?: string[];
  excludedResourceTypes?: string[];
  /** Not in Firefox, nor in Chrome before 128. */
  responseHeaders?: HeaderCondition[];
  excludedResponseHeaders?: HeaderCondition[];
};

/** What a browser's rules can look at. */
export type NetAbilities = { topDomains: boolean; responseHeaders: boolean };
