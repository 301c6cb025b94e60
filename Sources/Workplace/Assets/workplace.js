// SPDX-License-Identifier: EUPL-1.2
// Comfort only: all pages of the workplace work without it.
(() => {
  'use strict'
  // One box that chooses all records of the page.
  document.querySelectorAll('form[data-bulk]').forEach(form => {
    const all = form.querySelector('[data-all]')
    const boxes = [...form.querySelectorAll('input[type=checkbox][name=id]')]
    if (!all || !boxes.length) return
    all.hidden = false
    const show = () => {
      const count = boxes.filter(box => box.checked).length
      all.checked = count === boxes.length
      all.indeterminate = count > 0 && count < boxes.length
    }
    all.addEventListener('change', () => boxes.forEach(box => { box.checked = all.checked }))
    boxes.forEach(box => box.addEventListener('change', show))
    show()
  })

  // An open menu of the head closes with Escape or a click elsewhere.
  const menus = document.querySelectorAll('.top details')
  document.addEventListener('click', event => {
    menus.forEach(menu => { if (!menu.contains(event.target)) menu.open = false })
  })
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return
    menus.forEach(menu => {
      if (!menu.open) return
      menu.open = false
      menu.querySelector('summary').focus()
    })
  })
})()
