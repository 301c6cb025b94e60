// SPDX-License-Identifier: EUPL-1.2

internal import CZip
internal import Kernel

/// A zip file opened for reading, with bounds on what is unpacked.
///
/// A class because it holds libzip's handle, which ends with it; never used from two tasks at once.
final class ZipArchive {
  private let handle: OpaquePointer
  private let limits: XLSXLimits
  private var unpacked = 0

  /// - Throws: a `Problem` for anything that is no whole zip file, has too many entries or is encrypted.
  init(path: String, limits: XLSXLimits) throws(Problem) {
    var code: Int32 = 0
    guard let handle = zip_open(path, ZIP_RDONLY, &code) else { throw .brokenWorkbook }
    self.handle = handle
    self.limits = limits
    let count = zip_get_num_entries(handle, 0)
    guard count <= limits.entries else {
      throw .xlsx("too-many-entries", "Die Arbeitsmappe besteht aus zu vielen Teilen (\(count)).", .tooLarge)
    }
  }

  deinit { zip_discard(handle) }

  func has(_ name: String) -> Bool { zip_name_locate(handle, name, 0) >= 0 }

  /// Unpacks one file piece by piece; false where there is none.
  ///
  /// - Throws: a `Problem` where the file is encrypted, broken, or larger than the bounds allow, whatever size it claims.
  @discardableResult
  func read(_ name: String, _ take: (UnsafeRawBufferPointer) throws(Problem) -> Void) throws(Problem) -> Bool {
    let index = zip_name_locate(handle, name, 0)
    guard index >= 0 else { return false }
    var stat = zip_stat_t()
    zip_stat_init(&stat)
    guard zip_stat_index(handle, UInt64(index), 0, &stat) == 0 else { throw .brokenWorkbook }
    if stat.encryption_method != UInt16(ZIP_EM_NONE) { throw Self.encrypted }
    let claimed = stat.size > UInt64(limits.unpacked) || isBomb(Int(clamping: stat.size), Int(clamping: stat.comp_size))
    if claimed { throw Self.tooLarge }
    guard let file = zip_fopen_index(handle, UInt64(index), 0) else { throw .brokenWorkbook }
    defer { zip_fclose(file) }
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    var size = 0
    while true {
      let count = piece.withUnsafeMutableBytes { zip_fread(file, $0.baseAddress, UInt64($0.count)) }
      if count < 0 { throw .brokenWorkbook }
      if count == 0 { break }
      size += Int(count)
      unpacked += Int(count)
      if unpacked > limits.unpacked || isBomb(size, Int(clamping: stat.comp_size)) { throw Self.tooLarge }
      var problem: Problem?
      piece.withUnsafeBytes { bytes in
        do throws(Problem) {
          try take(UnsafeRawBufferPointer(rebasing: bytes[..<Int(count)]))
        } catch {
          problem = error
        }
      }
      if let problem { throw problem }
    }
    return true
  }

  private func isBomb(_ size: Int, _ packed: Int) -> Bool { size > 1 << 20 && size / max(packed, 1) > limits.ratio }

  static let encrypted = Problem.xlsx(
    "encrypted",
    "Die Arbeitsmappe ist mit einem Kennwort geschützt. Bitte speichern Sie sie ohne Kennwort und laden Sie sie noch einmal hoch."
  )

  private static let tooLarge = Problem.xlsx(
    "too-large", "Die Arbeitsmappe ist ausgepackt zu groß. Bitte teilen Sie die Tabelle auf.", .tooLarge)
}
