// The one platform global that the core may use: WHATWG URL, the same in every browser and in Node.
declare class URL {
  constructor(url: string);
  readonly href: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly pathname: string;
  readonly origin: string;
}
