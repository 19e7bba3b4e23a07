internal import CLMDB

/// What a directory lies on, as far as LMDB cares.
enum FileSystemKind {
  /// statfs(2)'s magic numbers of file systems whose locks or maps other machines share.
  private static let remote: [UInt32: String] = [
    0x6969: "NFS", 0x517B: "SMB", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB2", 0x6573_5546: "FUSE",
    0x0102_1997: "9P", 0x5346_414F: "AFS", 0x00C3_6400: "Ceph", 0x0BD0_0BD0: "Lustre",
    0x4750_4653: "GPFS", 0x7461_636F: "OCFS2", 0x0116_1970: "GFS2",
  ]

  /// The name of the remote file system `path` is on; nil when it is a local one.
  static func remoteName(of path: String) -> String? {
    remote[placard_file_system_magic(path)]
  }
}
