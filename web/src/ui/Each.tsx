import { type ComponentType, createElement, Fragment } from "react";

/**
 * Draws every part of a fixed list with the same properties. Names of components are no keys: a build shortens them.
 */
export function Each<P extends object>(props: { parts: readonly ComponentType<P>[]; given: P }) {
  return createElement(Fragment, null, ...props.parts.map((part) => createElement(part, props.given)));
}
