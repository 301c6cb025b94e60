// SPDX-License-Identifier: EUPL-1.2
// Comfort only: all forms work without it.
(() => {
  'use strict'
  const state = form => new URLSearchParams(new FormData(form)).toString()

  document.querySelectorAll('form[data-unsaved]').forEach(form => {
    const before = state(form)
    const wasTyped = 'typed' in form.dataset
    let isSent = false
    form.addEventListener('submit', () => { isSent = true })
    addEventListener('beforeunload', event => {
      if (isSent || (!wasTyped && state(form) === before)) return
      event.preventDefault()
      event.returnValue = form.dataset.unsaved
    })
    addEventListener('pageshow', event => { if (event.persisted) isSent = false })
  })

  // The list of mistakes is read out first.
  const mistakes = document.getElementById('fehler')
  if (mistakes) mistakes.focus()
})()
