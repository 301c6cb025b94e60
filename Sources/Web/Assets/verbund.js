// SPDX-License-Identifier: EUPL-1.2
// Comfort only: all pages work without it.
(() => {
  'use strict'
  const make = name => document.createElement(name)
  const all = (selector, act) => document.querySelectorAll(selector).forEach(act)

  all('[data-print]', button => {
    button.hidden = false
    button.addEventListener('click', () => print())
  })

  // Bookmarks: send in the background, then swap the parts that the answered page shows differently.
  const swap = async (form, button) => {
    const body = new URLSearchParams(new FormData(form))
    if (button && button.name) body.set(button.name, button.value)
    const answer = await fetch(form.action, { method: 'POST', body })
    if (!answer.ok) throw answer.status
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    if (!page.getElementById(form.id)) throw form.id
    all('[data-swap][id]', old => {
      const fresh = page.getElementById(old.id)
      if (fresh) old.replaceWith(fresh)
    })
    document.getElementById(form.id).querySelector('button').focus()
  }
  document.addEventListener('submit', event => {
    const form = event.target
    if (!form.matches('form[data-swap][id]') || form.dataset.plain) return
    event.preventDefault()
    swap(form, event.submitter).catch(() => {
      form.dataset.plain = '1'
      form.requestSubmit(event.submitter)
    })
  })

  // Suggestions while typing (ARIA 1.2 combobox).
  all('input[data-suggest]', (input, index) => {
    const list = make('ul')
    let items = [], active = -1, timer, asked
    list.className = 'sug'
    list.id = 'sug' + index
    list.hidden = true
    list.setAttribute('role', 'listbox')
    list.setAttribute('aria-label', input.labels[0] ? input.labels[0].textContent : '')
    const set = (name, value) => input.setAttribute('aria-' + name, value)
    input.setAttribute('role', 'combobox')
    set('autocomplete', 'list')
    set('controls', list.id)
    input.parentNode.append(list)
    const mark = next => {
      active = next
      ;[...list.children].forEach((row, n) => row.setAttribute('aria-selected', n === active))
      if (active < 0) input.removeAttribute('aria-activedescendant')
      else set('activedescendant', list.children[active].id)
    }
    const show = found => {
      items = found
      list.replaceChildren(...items.map((item, n) => {
        const row = make('li'), text = make('span')
        row.id = list.id + '-' + n
        row.setAttribute('role', 'option')
        text.textContent = item.text
        text.dir = 'auto'
        row.append(text)
        if (item.note) row.append(Object.assign(make('small'), { textContent: item.note }))
        row.addEventListener('pointerdown', event => { event.preventDefault(); choose(n) })
        return row
      }))
      list.hidden = !items.length
      set('expanded', !list.hidden)
      mark(-1)
    }
    const choose = n => {
      const item = items[n]
      show([])
      if (item.url) return location.assign(item.url)
      input.value = item.text
      input.form.requestSubmit()
    }
    const ask = async () => {
      const q = input.value.trim(), mine = asked = {}
      if (q.length < 2) return show([])
      try {
        const answer = await fetch(input.dataset.suggest + '?q=' + encodeURIComponent(q))
        const found = answer.ok ? (await answer.json()).items : []
        if (mine === asked && document.activeElement === input) show(found.slice(0, 8))
      } catch { show([]) }
    }
    show([])
    input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, 150) })
    input.addEventListener('blur', () => { asked = 0; show([]) })
    input.addEventListener('keydown', event => {
      if (list.hidden || event.isComposing) return
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step) mark((active + 1 + step + items.length + 1) % (items.length + 1) - 1)
      else if (event.key === 'Enter' && active >= 0) choose(active)
      else if (event.key === 'Escape') show([])
      else return
      event.preventDefault()
    })
  })
})()
