# Removes the program that pasang.ps1 copied to this user's own folder, and its shortcuts, after
# asking. The data of offices lie in other folders and are never touched.
$ErrorActionPreference = 'Stop'
$tujuan = Join-Path $env:LOCALAPPDATA 'Programs\Lontar'
$data = Join-Path $env:LOCALAPPDATA 'Lontar'
$catatan = 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\Lontar-salinan'
try {
    if (-not (Test-Path -LiteralPath (Join-Path $tujuan 'lontar.exe'))) {
        throw "Di $tujuan tidak ada Lontar yang dipasang dengan pasang.cmd."
    }
    if (Test-Path -LiteralPath (Join-Path $tujuan 'lepas.exe')) {
        throw 'Lontar ini dipasang dengan program pemasang. Lepaskan lewat Pengaturan Windows, Aplikasi.'
    }
    if (Test-Path -LiteralPath (Join-Path $tujuan 'data-lontar')) {
        throw "Di $tujuan ada folder data-lontar dengan data kantor. Pindahkan dahulu, lalu ulangi."
    }
    foreach ($nama in 'lontar.exe', 'lontar-cli.exe') {
        $berkas = Join-Path $tujuan $nama
        if (Test-Path -LiteralPath $berkas) {
            # A running program cannot be opened for writing.
            try { [IO.File]::Open($berkas, 'Open', 'ReadWrite', 'None').Close() }
            catch { throw 'Lontar sedang terbuka. Tutup Lontar, lalu jalankan lagi lepas.cmd.' }
        }
    }
    Write-Host "Program Lontar di $tujuan akan dilepas. Data kantor di $data tidak dihapus."
    if ((Read-Host 'Ketik YA untuk melepas') -cne 'YA') {
        Write-Host 'Tidak ada yang dilepas.'
        exit 0
    }
    # Renamed first: a folder that somebody holds is left whole.
    $gugur = "$tujuan.dilepas"
    if (Test-Path -LiteralPath $gugur) { Remove-Item -LiteralPath $gugur -Recurse -Force }
    Move-Item -LiteralPath $tujuan -Destination $gugur
    Remove-Item -LiteralPath $gugur -Recurse -Force
    foreach ($tempat in 'Desktop', 'Programs') {
        $pintasan = Join-Path ([Environment]::GetFolderPath($tempat)) 'Lontar.lnk'
        if (Test-Path -LiteralPath $pintasan) { Remove-Item -LiteralPath $pintasan }
    }
    if (Test-Path -LiteralPath $catatan) { Remove-Item -LiteralPath $catatan -Recurse }
    Write-Host "Lontar sudah dilepas. Data kantor masih ada di $data."
} catch {
    Write-Host "Lontar belum dilepas. $($_.Exception.Message)"
    exit 1
}
