/** A GUID, by which Wix identifies most things. */
export const guidForm = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** An email address, as far as it can be recognized. */
export const emailAddressForm = /^[^\s@]+@[^\s@]+$/;
