// SPDX-License-Identifier: EUPL-1.2
// Comfort only: all forms work without it.
(() => {
  'use strict'
  const state = form => new URLSearchParams(new FormData(form)).toString()

  document.querySelectorAll('form[data-unsaved]').forEach(form => {
    const before = state(form)
    const wasTyped = 'typed' in form.dataset
    let isSent = false
    form.addEventListener('submit', event => { if (event.submitter?.formTarget !== '_blank') isSent = true })
    addEventListener('beforeunload', event => {
      if (isSent || (!wasTyped && state(form) === before)) return
      event.preventDefault()
      event.returnValue = form.dataset.unsaved
    })
    addEventListener('pageshow', event => { if (event.persisted) isSent = false })
  })

  // Buttons above texts in Markdown: each puts marks around or before what is selected.
  const around = mark => text => mark + text + mark
  const before = mark => text => text.split('\n').map((line, index) => (mark === '1. ' ? `${index + 1}. ` : mark) + line).join('\n')
  const marks = [around('**'), around('*'), before('## '), before('- '), before('1. '), text => `[${text}](https://)`, before('> ')]
  document.querySelectorAll('textarea[data-markdown]').forEach(area => {
    const [title, ...words] = area.dataset.markdown.split('|')
    const tools = document.createElement('div')
    tools.className = 'mdtools'
    tools.setAttribute('role', 'group')
    tools.setAttribute('aria-label', title)
    words.forEach((word, index) => {
      const button = document.createElement('button')
      button.type = 'button'
      button.textContent = word
      button.setAttribute('aria-controls', area.id)
      button.addEventListener('click', () => {
        let { selectionStart: start, selectionEnd: end, value } = area
        if (index >= 2 && index !== 5) {
          start = value.lastIndexOf('\n', start - 1) + 1
          const next = value.indexOf('\n', end)
          end = next < 0 ? value.length : next
        }
        area.setRangeText(marks[index](value.slice(start, end)), start, end, 'select')
        area.dispatchEvent(new Event('input', { bubbles: true }))
        area.focus()
      })
      tools.append(button)
    })
    area.before(tools)
  })

  // The list of mistakes is read out first.
  const mistakes = document.getElementById('fehler')
  if (mistakes) mistakes.focus()
})()
