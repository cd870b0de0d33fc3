/** HTTPS requests: https://dev.wix.com/docs/velo/apis/wix-fetch/introduction */
declare module 'wix-fetch' {
  export interface WixFetchRequest {
    method?: string;
    headers?: Readonly<Record<string, string>>;
    body?: string;
    /** In the backend it is node-fetch that makes the request: `manual` gives a redirection back as it is. */
    redirect?: 'follow' | 'manual' | 'error';
  }

  export interface WixFetchResponse {
    readonly ok: boolean;
    readonly status: number;
    json(): Promise<unknown>;
    text(): Promise<string>;
  }

  /** "Responses with an HTTP status code in the ranges 2xx, 4xx, and 5xx are considered fulfilled": https://dev.wix.com/docs/velo/apis/wix-fetch/fetch */
  export function fetch(url: string, options?: WixFetchRequest): Promise<WixFetchResponse>;
}
