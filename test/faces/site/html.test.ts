import { expect, test } from 'vitest'
import { type Child, html, isHtml, raw } from '#faces/site/html.ts'

const attack = `"><script>alert('x')</script>&`

test('html() escapes every text, in content and in attributes', () => {
  const { markup } = html`<a title="${attack}">${attack}</a>`
  expect(markup).toBe(
    '<a title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;</a>',
  )
})

test('html() leaves markup as it is, flattens lists, and shows nothing for null, undefined and false', () => {
  const inner = html`<b>${1}</b>`
  expect(html`${[inner, ['&', null]]}${undefined}${false}${0}`.markup).toBe('<b>1</b>&amp;0')
})

test('isHtml() is false for what JSON can say, so data never passes for markup', () => {
  const forged: unknown = JSON.parse('{"markup":"<script>","brand":true}')
  expect(isHtml(forged)).toBe(false)
  expect(isHtml(raw('<br>'))).toBe(true)
  expect(() => html`${forged as Child}`.markup).toThrow(TypeError)
})
