/** Secrets Manager: https://dev.wix.com/docs/velo/apis/wix-secrets-backend-v2/secrets/introduction */
declare module 'wix-secrets-backend.v2' {
  export const secrets: {
    /** Needs elevation: https://dev.wix.com/docs/velo/apis/wix-secrets-backend-v2/secrets/get-secret-value */
    readonly getSecretValue: (name: string) => Promise<{ value: string }>;
    /** Needs elevation: https://dev.wix.com/docs/velo/apis/wix-secrets-backend-v2/secrets/create-secret */
    readonly createSecret: (secret: { name: string; value: string; description?: string }) => Promise<string>;
  };
}
