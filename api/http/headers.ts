import type { RequestHandler } from 'express';

/**
 * Headers of every answer. Scripts come from our own files only, and no text becomes markup: Trusted Types make an assignment of a
 * string to innerHTML throw.
 */
export function securityHeaders(baseUrl: string): RequestHandler {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    // The screens build their templates from elements: no code at all may make markup of a string.
    "trusted-types 'none'",
  ].join('; ');
  const secure = baseUrl.startsWith('https:');
  return (_request, response, next) => {
    response.setHeader('content-security-policy', policy);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-resource-policy', 'same-origin');
    response.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=()');
    if (secure) response.setHeader('strict-transport-security', 'max-age=31536000');
    next();
  };
}
